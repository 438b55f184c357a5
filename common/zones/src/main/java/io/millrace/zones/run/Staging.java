package io.millrace.zones.run;

import io.millrace.pipeline.run.RunFailure;
import io.millrace.zones.Lake;
import io.millrace.zones.LineHead;
import io.millrace.zones.LineReader;
import io.millrace.zones.Zone;
import io.millrace.zones.file.ZoneFile;
import io.millrace.zones.json.JsonLineException;
import io.millrace.zones.parquet.ChannelInputFile;
import io.millrace.zones.parquet.CleanParquet;
import io.millrace.zones.record.ErrorRecord;
import io.millrace.zones.run.RunMarker.RunFile;
import java.io.Closeable;
import java.io.IOException;
import java.net.URI;
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
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The folder in which a bounded run of a dataset puts its files together, out of every reader's sight. Holding it is
 * holding the dataset: one process has it at a time, and the operating system frees it however that process ends. So
 * whatever lies in it when it is taken, and every file in the zones that looks like a run's and is named by no marker,
 * is rubbish.
 */
public final class Staging implements Closeable {

    private static final String LOCK = "lock";
    private static final Pattern DAY = Pattern.compile("dt=\\d{4}-\\d{2}-\\d{2}");
    private static final int ATTEMPT_BYTES = 4;

    private final Lake lake;
    private final String dataset;
    private final Path folder;
    private final FileChannel lock;
    private final String attempt;

    private Staging(Lake lake, String dataset, Path folder, FileChannel lock) {
        this.lake = lake;
        this.dataset = dataset;
        this.folder = folder;
        this.lock = lock;
        byte[] random = new byte[ATTEMPT_BYTES];
        new SecureRandom().nextBytes(random);
        attempt = HexFormat.of().formatHex(random);
    }

    /**
     * Takes the folder.
     *
     * @param owner who takes it, for people whom it keeps out
     * @throws RunFailure when somebody else has it
     */
    public static Staging take(Lake lake, String dataset, String owner) throws RunFailure, IOException {
        if (!"file".equals(lake.root().getScheme())) {
            throw new RunFailure(
                    RunFailure.Kind.USAGE,
                    "bounded runs write to lakes in file systems of this machine only, and " + lake
                            + " is none; run against a folder");
        }
        Path folder = Path.of(lake.staging(dataset));
        Files.createDirectories(folder);
        FileChannel channel = FileChannel.open(
                folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        if (!locked(channel)) {
            channel.close();
            throw new RunFailure(
                    RunFailure.Kind.TRY_AGAIN,
                    "another bounded run of " + dataset + " is at work in this lake"
                            + owner(lake, dataset).map(other -> ": " + other).orElse("")
                            + ". Wait for its end, or end it: nothing of it is visible before its end.");
        }
        channel.truncate(0);
        channel.write(ByteBuffer.wrap(owner.getBytes(StandardCharsets.UTF_8)));
        return new Staging(lake, dataset, folder, channel);
    }

    private static boolean locked(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException e) {
            return false; // another run in this JVM
        }
    }

    /** Who holds the folder now, or nobody. */
    public static Optional<String> owner(Lake lake, String dataset) throws IOException {
        Path file = Path.of(lake.staging(dataset)).resolve(LOCK);
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

    /** The empty folder that the engine of this run writes to, laid out like a lake. */
    URI begin() throws IOException {
        return Files.createDirectories(folder.resolve("lake")).toUri();
    }

    /** An empty folder for whatever the engine wants to put aside. */
    URI scratch() throws IOException {
        return Files.createDirectories(folder.resolve("scratch")).toUri();
    }

    /**
     * Deletes what dead runs have left: everything staged, and files in the zones that no marker names.
     *
     * @return how many files, and their bytes
     */
    public Swept sweep(LakeView view) throws IOException {
        List<Path> rubbish = new ArrayList<>();
        for (Path left : entries(folder)) {
            if (!left.endsWith(LOCK)) {
                rubbish.addAll(tree(left));
            }
        }
        for (ZoneFile unnamed : view.unnamed()) {
            rubbish.add(Path.of(unnamed.uri()));
        }
        long files = 0;
        long bytes = 0;
        for (Path path : rubbish) {
            if (Files.isRegularFile(path)) {
                files++;
                bytes += Files.size(path);
            }
            Files.deleteIfExists(path);
        }
        return new Swept(files, bytes);
    }

    /** What was deleted. */
    public record Swept(long files, long bytes) {}

    /** The files that the engine wrote, with what is in them; something else there is an error. */
    List<StagedFile> staged() throws IOException {
        Path root = folder.resolve("lake");
        List<StagedFile> found = new ArrayList<>();
        for (Path path : tree(root)) {
            String name = path.getFileName().toString();
            if (Files.isRegularFile(path) && !name.startsWith(".") && !name.startsWith("_")) {
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

    /**
     * Gives the staged files their names in the zones, where nobody counts them before the marker does. Each is on the
     * disk, whatever happens to the power, before this returns.
     */
    List<RunFile> publish(String run, List<StagedFile> staged) throws IOException {
        List<RunFile> published = new ArrayList<>();
        Set<Path> folders = new HashSet<>();
        int number = 0;
        for (StagedFile file : staged) {
            String name = String.format(
                    Locale.ROOT,
                    "%s%s-%s-%05d%s",
                    LakeView.OF_RUNS,
                    run,
                    attempt,
                    number++,
                    file.zone().suffix());
            Path target = Path.of(lake.folder(file.zone(), dataset))
                    .resolve(file.day())
                    .resolve(name);
            force(file.path(), StandardOpenOption.WRITE);
            if (folders.add(target.getParent())) {
                Files.createDirectories(target.getParent());
            }
            Files.move(file.path(), target, StandardCopyOption.ATOMIC_MOVE);
            String path = Path.of(lake.root()).relativize(target).toString();
            published.add(new RunFile(path, file.rows(), file.bytes()));
        }
        for (Path each : folders) {
            force(each, StandardOpenOption.READ);
            force(each.getParent(), StandardOpenOption.READ);
        }
        published.sort((one, other) -> one.path().compareTo(other.path()));
        return published;
    }

    private static void force(Path path, StandardOpenOption option) throws IOException {
        try (FileChannel channel = FileChannel.open(path, option)) {
            channel.force(true);
        }
    }

    private static List<Path> entries(Path folder) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.toList();
        }
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

    /** Lets the folder go; nothing staged is left in it. */
    @Override
    public void close() throws IOException {
        try {
            for (Path left : entries(folder)) {
                if (!left.endsWith(LOCK)) {
                    for (Path path : tree(left)) {
                        Files.deleteIfExists(path);
                    }
                }
            }
        } finally {
            lock.close();
        }
    }
}
