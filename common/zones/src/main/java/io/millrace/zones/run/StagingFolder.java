package io.millrace.zones.run;

import io.millrace.pipeline.run.RunFailure;
import io.millrace.zones.LineHead;
import io.millrace.zones.LineReader;
import io.millrace.zones.Zone;
import io.millrace.zones.json.JsonLineException;
import io.millrace.zones.parquet.ChannelInputFile;
import io.millrace.zones.parquet.CleanParquet;
import io.millrace.zones.record.ErrorRecord;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
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
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A folder of this machine in which the runs of a dataset put their files together. One process has it at a time, and
 * the operating system frees it however that process ends: so whatever lies in it when it is taken is rubbish.
 */
final class StagingFolder implements Closeable {

    private static final String LOCK = "lock";
    private static final Pattern DAY = Pattern.compile("dt=\\d{4}-\\d{2}-\\d{2}");

    private final Path folder;
    private final String dataset;
    private final FileChannel lock;

    private StagingFolder(Path folder, String dataset, FileChannel lock) {
        this.folder = folder;
        this.dataset = dataset;
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
        return new StagingFolder(folder, dataset, channel);
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

    /** The files that an engine wrote into a folder that is laid out like a lake, with what is in them. */
    List<StagedFile> staged(String name) throws IOException {
        Path root = folder.resolve(name);
        List<StagedFile> found = new ArrayList<>();
        for (Path path : tree(root)) {
            String file = path.getFileName().toString();
            if (Files.isRegularFile(path) && !file.startsWith(".") && !file.startsWith("_")) {
                found.add(staged(root, path));
            }
        }
        found.sort((one, other) -> one.path().compareTo(other.path()));
        return found;
    }

    private StagedFile staged(Path root, Path path) throws IOException {
        Path inLake = root.relativize(path);
        for (Zone zone : Zone.values()) {
            if (inLake.getNameCount() == 4
                    && inLake.getName(0).toString().equals(zone.folder())
                    && inLake.getName(1).toString().equals(dataset)
                    && DAY.matcher(inLake.getName(2).toString()).matches()
                    && inLake.getName(3).toString().endsWith(zone.suffix())) {
                return counted(zone, inLake.getName(2).toString(), path);
            }
        }
        throw new IOException("the engine wrote " + inLake + ", which has no place in a lake");
    }

    private static StagedFile counted(Zone zone, String day, Path path) throws IOException {
        long rows = 0;
        long rejected = 0;
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            switch (zone) {
                case RAW -> {
                    try (LineReader lines = LineReader.zstd(Channels.newInputStream(channel), path.toString())) {
                        for (LineReader heads = lines.heads(1); heads.next(); ) {
                            rows++;
                        }
                    }
                }
                case CLEAN -> rows = CleanParquet.rows(new ChannelInputFile(channel, path.toString()));
                case ERROR -> {
                    LineHead head = new LineHead();
                    try (LineReader lines = LineReader.plain(Channels.newInputStream(channel), path.toString())
                            .heads(LineHead.MAX_BYTES)) {
                        while (lines.next()) {
                            head.error(lines);
                            rows++;
                            rejected += head.kind() == ErrorRecord.Kind.REJECTED ? 1 : 0;
                        }
                    } catch (JsonLineException e) {
                        throw new IOException(path + " holds a line that is no error: " + e.getMessage(), e);
                    }
                }
            }
        }
        return new StagedFile(zone, day, path, rows, rejected, Files.size(path));
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
