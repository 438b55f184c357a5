package io.millrace.testkit.store;

import io.millrace.zones.file.ZoneFile;
import io.millrace.zones.file.ZoneFiles;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** Objects in memory, with a clock that the test moves and creations that it lets fail. */
public final class MemoryFiles implements ZoneFiles {

    private static final Pattern HIDDEN = Pattern.compile("(^|/)[._]");

    private final Map<URI, byte[]> objects = new TreeMap<>(Comparator.comparing(URI::getPath));
    private final Map<URI, Long> modified = new HashMap<>();
    private long now = Instant.EPOCH.until(Instant.now(), ChronoUnit.MICROS);
    private Pattern failing = Pattern.compile("$^");
    private int creationsLeft;

    /** Moves the clock. */
    public synchronized void pass(Duration time) {
        now += TimeUnit.MILLISECONDS.toMicros(time.toMillis());
    }

    /** Creations of paths that match fail once so many of them have worked. */
    public synchronized void fail(String paths, int afterwards) {
        failing = Pattern.compile(paths);
        creationsLeft = afterwards;
    }

    /** Everything there is, hidden or not. */
    public synchronized List<String> paths() {
        return objects.keySet().stream().map(URI::getPath).toList();
    }

    @Override
    public synchronized List<ZoneFile> list(URI folder) {
        List<ZoneFile> found = new ArrayList<>();
        for (URI each : objects.keySet()) {
            String below = folder.relativize(each).toString();
            if (!below.equals(each.toString()) && !HIDDEN.matcher(below).find()) {
                found.add(seen(each));
            }
        }
        return found;
    }

    private ZoneFile seen(URI file) {
        return new ZoneFile(file, objects.get(file).length, modified.get(file));
    }

    @Override
    public synchronized ZoneFile look(URI file) throws IOException {
        content(file);
        return seen(file);
    }

    @Override
    public SeekableByteChannel open(URI file) throws IOException {
        return new Content(content(file));
    }

    private synchronized byte[] content(URI file) throws NoSuchFileException {
        byte[] content = objects.get(file);
        if (content == null) {
            throw new NoSuchFileException(file.toString());
        }
        return content;
    }

    @Override
    public synchronized void create(URI file, byte[] content) throws IOException {
        if (failing.matcher(file.getPath()).find() && creationsLeft-- <= 0) {
            throw new IOException("the store fails");
        }
        if (objects.putIfAbsent(file, content.clone()) != null) {
            throw new FileAlreadyExistsException(file.toString());
        }
        modified.put(file, now);
    }

    @Override
    public void create(URI file, Path content) throws IOException {
        create(file, Files.readAllBytes(content));
    }

    @Override
    public synchronized void move(URI file, URI name) throws IOException {
        create(name, content(file));
        delete(file);
    }

    @Override
    public synchronized void delete(URI file) {
        objects.remove(file);
    }

    @Override
    public synchronized void deleteFolder(URI folder) {
        objects.keySet().removeIf(file -> file.getPath().startsWith(folder.getPath()));
    }

    private static final class Content implements SeekableByteChannel {
        private final ByteBuffer content;

        Content(byte[] content) {
            this.content = ByteBuffer.wrap(content);
        }

        @Override
        public int read(ByteBuffer target) {
            if (!content.hasRemaining()) {
                return -1;
            }
            int count = Math.min(target.remaining(), content.remaining());
            target.put(content.slice().limit(count));
            content.position(content.position() + count);
            return count;
        }

        @Override
        public long position() {
            return content.position();
        }

        @Override
        public SeekableByteChannel position(long position) {
            content.position((int) Math.min(position, content.limit()));
            return this;
        }

        @Override
        public long size() {
            return content.limit();
        }

        @Override
        public int write(ByteBuffer source) {
            throw new NonWritableChannelException();
        }

        @Override
        public SeekableByteChannel truncate(long size) {
            throw new NonWritableChannelException();
        }

        @Override
        public boolean isOpen() {
            return true;
        }

        @Override
        public void close() {
            // nothing is held
        }
    }
}
