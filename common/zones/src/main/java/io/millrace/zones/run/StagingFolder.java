package io.millrace.zones.run;

import io.millrace.pipeline.run.RunFailure;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A folder of this machine in which the runs of a dataset put their files together. One process has it at a time, and
 * the operating system frees it however that process ends: so whatever lies in it when it is taken is rubbish.
 */
final class StagingFolder implements Closeable {

    private static final String LOCK = "lock";

    private final Path folder;
    private final FileChannel lock;

    private StagingFolder(Path folder, FileChannel lock) {
        this.folder = folder;
        this.lock = lock;
    }

    /** @throws RunFailure when somebody else has it */
    static StagingFolder take(Path folder, String dataset, String owner) throws RunFailure, IOException {
        Files.createDirectories(folder);
        FileChannel channel = FileChannel.open(
                folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        if (!locked(channel)) {
            channel.close();
            throw Staging.taken(dataset, owner(folder));
        }
        channel.truncate(0);
        channel.write(ByteBuffer.wrap(owner.getBytes(StandardCharsets.UTF_8)));
        return new StagingFolder(folder, channel);
    }

    private static boolean locked(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException e) {
            return false; // another run in this JVM
        }
    }

    /** Who has it now, or nobody. */
    static Optional<String> owner(Path folder) throws IOException {
        Path file = folder.resolve(LOCK);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            if (locked(channel)) {
                return Optional.empty();
            }
        }
        return Optional.of(Files.readString(file));
    }

    /** An empty folder in it. */
    Path folder(String name) throws IOException {
        return Files.createDirectories(folder.resolve(name));
    }

    /** Everything that lies in it, the inner before the outer. */
    List<Path> left() throws IOException {
        List<Path> left = new ArrayList<>();
        try (Stream<Path> entries = Files.list(folder)) {
            for (Path entry : entries.toList()) {
                if (!entry.endsWith(LOCK)) {
                    left.addAll(tree(entry));
                }
            }
        }
        return left;
    }

    /** Everything in a folder and the folder itself, the inner before the outer; none when it is not there. */
    private static List<Path> tree(Path start) throws IOException {
        List<Path> found = new ArrayList<>();
        if (Files.exists(start)) {
            Files.walkFileTree(start, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    found.add(file);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path inner, IOException cause) {
                    found.add(inner);
                    return FileVisitResult.CONTINUE;
                }
            });
        }
        return found;
    }

    /** Lets it go; nothing is left in it. */
    @Override
    public void close() throws IOException {
        try {
            for (Path path : left()) {
                Files.deleteIfExists(path);
            }
        } finally {
            lock.close();
        }
    }
}
