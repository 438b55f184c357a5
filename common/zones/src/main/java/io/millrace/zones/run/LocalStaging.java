package io.millrace.zones.run;

import io.millrace.pipeline.run.RunFailure;
import io.millrace.zones.file.ZoneFile;
import io.millrace.zones.run.RunMarker.RunFile;
import java.io.IOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Staging beside the zones of a lake on this machine: files are moved. The lock of the folder tells who lives, so that
 * every file in the zones that looks like a run's and is named by no marker is rubbish.
 */
final class LocalStaging extends Staging {

    private LocalStaging(RunPlace place, String dataset, StagingFolder folder, String attempt) {
        super(place, dataset, folder, attempt);
    }

    static Path folder(RunPlace place, String dataset) {
        return Path.of(place.lake().staging(dataset));
    }

    static LocalStaging take(RunPlace place, String dataset, String owner, String attempt)
            throws RunFailure, IOException {
        StagingFolder folder = StagingFolder.take(folder(place, dataset), dataset, owner);
        return new LocalStaging(place, dataset, folder, attempt);
    }

    @Override
    Swept sweep(LakeView view, Swept before) throws IOException {
        Swept swept = before;
        for (ZoneFile unnamed : view.unnamed()) {
            place.zones().delete(unnamed.uri());
            swept = swept.and(unnamed.size());
        }
        return swept;
    }

    @Override
    List<RunFile> publish(String run, List<StagedFile> staged) throws IOException {
        List<RunFile> published = new ArrayList<>();
        Set<Path> folders = new HashSet<>();
        for (StagedFile file : staged) {
            URI target = target(run, published.size(), file);
            Path path = Path.of(target);
            Path whole = Path.of(file.uri());
            force(whole, StandardOpenOption.WRITE);
            if (folders.add(path.getParent())) {
                Files.createDirectories(path.getParent());
            }
            Files.move(whole, path, StandardCopyOption.ATOMIC_MOVE);
            published.add(published(target, file));
        }
        for (Path each : folders) {
            force(each, StandardOpenOption.READ);
            force(each.getParent(), StandardOpenOption.READ);
        }
        published.sort(Comparator.comparing(RunFile::path));
        return published;
    }

    private static void force(Path path, StandardOpenOption option) throws IOException {
        try (FileChannel channel = FileChannel.open(path, option)) {
            channel.force(true);
        }
    }

    @Override
    public void close() throws IOException {
        folder.close();
    }
}
