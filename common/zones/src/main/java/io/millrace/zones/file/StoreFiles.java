package io.millrace.zones.file;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Files of an object store, whatever client speaks to it. Clients say that something is not there by {@link FileNotFoundException}. */
public abstract class StoreFiles implements ZoneFiles {

    /**
     * What a client says of a name.
     *
     * @param modified epoch millis
     */
    public record Entry(URI uri, boolean isFolder, long size, long modified) {

        private String name() {
            String path = uri.getPath();
            String trimmed = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
            return trimmed.substring(trimmed.lastIndexOf('/') + 1);
        }

        private ZoneFile seen() {
            return new ZoneFile(uri, size, TimeUnit.MILLISECONDS.toMicros(modified));
        }
    }

    /** What stands in a folder, and not in a folder of it. */
    protected abstract List<Entry> children(URI folder) throws IOException;

    protected abstract Entry entry(URI name) throws IOException;

    protected abstract SeekableByteChannel open(URI file, long size) throws IOException;

    /** Begins a file that appears when it is closed, unless there is one already. */
    protected abstract OutputStream begin(URI file) throws IOException;

    @Override
    public final List<ZoneFile> list(URI folder) throws IOException {
        List<ZoneFile> found = new ArrayList<>();
        collect(folder, found);
        found.sort(Comparator.comparing(file -> file.uri().getPath()));
        return List.copyOf(found);
    }

    private void collect(URI folder, List<ZoneFile> found) throws IOException {
        List<Entry> children;
        try {
            children = children(folder);
        } catch (FileNotFoundException e) {
            return;
        }
        for (Entry child : children) {
            if (child.name().startsWith(".") || child.name().startsWith("_")) {
                continue;
            }
            if (child.isFolder()) {
                collect(child.uri(), found);
            } else {
                found.add(child.seen());
            }
        }
    }

    @Override
    public final ZoneFile look(URI file) throws IOException {
        try {
            Entry entry = entry(file);
            if (entry.isFolder()) {
                throw new NoSuchFileException(file.toString());
            }
            return entry.seen();
        } catch (FileNotFoundException e) {
            throw missing(file, e);
        }
    }

    @Override
    public final SeekableByteChannel open(URI file) throws IOException {
        try {
            return open(file, entry(file).size());
        } catch (FileNotFoundException e) {
            throw missing(file, e);
        }
    }

    private static NoSuchFileException missing(URI file, IOException cause) {
        NoSuchFileException missing = new NoSuchFileException(file.toString());
        missing.initCause(cause);
        return missing;
    }

    @Override
    public final void create(URI file, byte[] content) throws IOException {
        create(file, () -> new ByteArrayInputStream(content));
    }

    @Override
    public final void create(URI file, Path content) throws IOException {
        create(file, () -> Files.newInputStream(content));
    }

    private interface Content {
        InputStream open() throws IOException;
    }

    /** What went wrong may have gone wrong after the file was there: it is ours if it holds our content. */
    private void create(URI file, Content content) throws IOException {
        try (InputStream in = content.open();
                OutputStream out = begin(file)) {
            in.transferTo(out);
        } catch (IOException e) {
            if (!isThere(file)) {
                throw e;
            }
            if (!holds(file, content)) {
                FileAlreadyExistsException taken = new FileAlreadyExistsException(file.toString());
                taken.initCause(e);
                throw taken;
            }
        }
    }

    private boolean isThere(URI file) throws IOException {
        try {
            entry(file);
            return true;
        } catch (FileNotFoundException e) {
            return false;
        }
    }

    private boolean holds(URI file, Content content) throws IOException {
        try (InputStream there = new BufferedInputStream(read(file));
                InputStream ours = new BufferedInputStream(content.open())) {
            int next = ours.read();
            while (next >= 0 && next == there.read()) {
                next = ours.read();
            }
            return next < 0 && there.read() < 0;
        }
    }
}
