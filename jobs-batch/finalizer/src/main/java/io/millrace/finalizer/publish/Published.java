package io.millrace.finalizer.publish;

import io.millrace.pipeline.warehouse.Version;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The folder of published versions. {@code current.duckdb} is a link to the newest, swapped by one rename, so that any
 * client follows it by its name.
 */
public final class Published {

    public static final String POINTER = "current.duckdb";

    private static final Pattern NAME = Pattern.compile("(\\d{10})\\.duckdb");

    private final Path folder;

    public Published(Path warehouse) {
        folder = warehouse.resolve("published");
    }

    Path folder() {
        return folder;
    }

    Path file(long version) {
        return folder.resolve(String.format(Locale.ROOT, "%010d.duckdb", version));
    }

    /** The versions that may be read, the newest first. */
    public List<Version> readable() throws IOException {
        long newest = current().map(Version::number).orElse(0L);
        return versions().stream().filter(version -> version.number() <= newest).toList();
    }

    /** Every version that is there, the newest first; those above the pointer are not published yet. */
    public List<Version> versions() throws IOException {
        List<Version> versions = new ArrayList<>();
        if (Files.isDirectory(folder)) {
            try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
                for (Path file : files) {
                    number(file.getFileName().toString())
                            .flatMap(number -> version(number, file))
                            .ifPresent(versions::add);
                }
            }
        }
        versions.sort(Comparator.comparingLong(Version::number).reversed());
        return versions;
    }

    private static Optional<Version> version(long number, Path file) {
        try {
            return Optional.of(
                    new Version(number, file, Files.getLastModifiedTime(file).toInstant()));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** The version that the pointer names. */
    public Optional<Version> current() throws IOException {
        try {
            Path target = folder.resolve(Files.readSymbolicLink(folder.resolve(POINTER)));
            return number(target.getFileName().toString()).flatMap(number -> version(number, target));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    private static Optional<Long> number(String name) {
        Matcher matcher = NAME.matcher(name);
        return matcher.matches() ? Optional.of(Long.parseLong(matcher.group(1))) : Optional.empty();
    }

    /**
     * Locks a file against every reader, or says that one has it open. The engine holds a shared lock on a file for as
     * long as it reads it, in whatever program it runs; the system drops it when that program ends.
     */
    static Optional<FileChannel> lockOut(Path file) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
        try {
            FileLock lock = channel.tryLock();
            if (lock != null) {
                return Optional.of(channel);
            }
        } catch (OverlappingFileLockException e) {
            // Read by this very process.
        }
        channel.close();
        return Optional.empty();
    }
}
