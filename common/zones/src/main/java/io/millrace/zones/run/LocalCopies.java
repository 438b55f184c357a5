package io.millrace.zones.run;

import io.millrace.pipeline.run.BoundedInput.InputFile;
import io.millrace.pipeline.run.BoundedRunner;
import io.millrace.zones.file.Storage;
import io.millrace.zones.file.ZoneFile;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Copies on this machine of files that stand elsewhere, for an engine that reads files of this machine only. */
final class LocalCopies {

    private final Path folder;
    private final boolean wanted;
    private int count;

    private LocalCopies(Path folder, boolean wanted) {
        this.folder = folder;
        this.wanted = wanted;
    }

    /** @param folder an empty one, for the copies */
    static LocalCopies of(BoundedRunner runner, Path folder) {
        return new LocalCopies(folder, !runner.readsObjectStores());
    }

    List<InputFile> inputs(List<InputFile> files) throws IOException, InterruptedException {
        List<InputFile> copies = new ArrayList<>();
        for (InputFile file : files) {
            URI copy = of(file.uri(), file.bytes());
            copies.add(new InputFile(copy, file.source(), file.sourceTime(), file.bytes(), file.compression()));
        }
        return copies;
    }

    List<ZoneFile> files(List<ZoneFile> files) throws IOException, InterruptedException {
        List<ZoneFile> copies = new ArrayList<>();
        for (ZoneFile file : files) {
            copies.add(new ZoneFile(of(file.uri(), file.size()), file.size(), file.modified()));
        }
        return copies;
    }

    /** The file itself, unless a copy is wanted. */
    private URI of(URI file, long bytes) throws IOException, InterruptedException {
        if (!wanted || Storage.isLocal(file)) {
            return file;
        }
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        // Engines tell the day by the folder, and some what is in a file by the end of its name.
        Path names = Path.of(file.getPath());
        Path copy = folder.resolve(Integer.toString(count++))
                .resolve(names.subpath(Math.max(0, names.getNameCount() - 2), names.getNameCount()));
        Files.createDirectories(copy.getParent());
        try (InputStream in = Storage.at(file).read(file)) {
            Files.copy(in, copy);
        }
        if (Files.size(copy) != bytes) {
            throw new IOException(file + " has " + Files.size(copy) + " bytes, and had " + bytes + " just before");
        }
        return copy.toUri();
    }
}
