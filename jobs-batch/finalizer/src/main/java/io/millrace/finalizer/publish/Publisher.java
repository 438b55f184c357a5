package io.millrace.finalizer.publish;

import io.millrace.pipeline.run.RunFailure;
import io.millrace.pipeline.warehouse.LoadRequest.Keep;
import io.millrace.pipeline.warehouse.LoadStep;
import io.millrace.pipeline.warehouse.Version;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Publishes what a load has committed and checkpointed: a complete copy under its own name, then the pointer. Versions
 * that nobody reads and nobody wants kept are written over by the next copy or deleted.
 */
public final class Publisher {

    /** Not the name of any version, and hidden: what stands there is being written. */
    private static final String BUILDING = ".building";

    private final Published published;
    private final Keep keep;
    private final Guard guard;
    private final Consumer<LoadStep> done;
    private final BlockCopy copy = new BlockCopy();

    /** Ends a publisher whose warehouse has another by now. */
    public interface Guard {
        void check() throws RunFailure;
    }

    public Publisher(Path warehouse, Keep keep, Guard guard, Consumer<LoadStep> done) {
        this.published = new Published(warehouse);
        this.keep = keep;
        this.guard = guard;
        this.done = done;
    }

    /**
     * Publishes the working file as this version.
     *
     * @param source the working file, checkpointed, in which nothing changes until this returns
     * @return the bytes that had to be written
     */
    public long publish(FileChannel source, long version) throws IOException, RunFailure {
        guard.check();
        Files.createDirectories(published.folder());
        sweep();
        Path building = published.folder().resolve(BUILDING);
        long written;
        try (FileChannel target = target(building)) {
            written = copy.copy(source, target);
            done.accept(LoadStep.COPY);
            target.force(true);
            guard.check();
            Files.setLastModifiedTime(building, FileTime.from(Instant.now()));
            permit(building, "r--r--r--");
            Files.move(building, published.file(version), StandardCopyOption.ATOMIC_MOVE);
        }
        sync();
        done.accept(LoadStep.SYNC);
        guard.check();
        point(version);
        done.accept(LoadStep.POINT);
        collect();
        done.accept(LoadStep.COLLECT);
        return written;
    }

    /** The newest version that may go, locked against readers, under another name; else an empty file. */
    private FileChannel target(Path building) throws IOException {
        for (Version version : dispensable()) {
            permit(version.file(), "rw-r--r--");
            Optional<FileChannel> locked = Published.lockOut(version.file());
            if (locked.isPresent()) {
                Files.move(version.file(), building, StandardCopyOption.ATOMIC_MOVE);
                return locked.get();
            }
            permit(version.file(), "r--r--r--");
        }
        return FileChannel.open(
                building, StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE);
    }

    private void point(long version) throws IOException {
        Path next = published.folder().resolve(".next");
        Files.deleteIfExists(next);
        Files.createSymbolicLink(next, published.file(version).getFileName());
        Files.move(next, published.folder().resolve(Published.POINTER), StandardCopyOption.ATOMIC_MOVE);
        sync();
    }

    /** Deletes what may go, but for one, which the next copy is written over. */
    private void collect() throws IOException {
        List<Version> dispensable = dispensable();
        for (Version version : dispensable.subList(Math.min(1, dispensable.size()), dispensable.size())) {
            delete(version);
        }
    }

    private static void delete(Version version) throws IOException {
        permit(version.file(), "rw-r--r--");
        Optional<FileChannel> locked = Published.lockOut(version.file());
        if (locked.isPresent()) {
            try {
                Files.delete(version.file());
            } finally {
                locked.get().close();
            }
        } else {
            permit(version.file(), "r--r--r--");
        }
    }

    /** What is neither current, nor among the newest that are kept, nor young; the newest first. */
    private List<Version> dispensable() throws IOException {
        List<Version> versions = published.versions();
        Optional<Version> current = published.current();
        Instant oldest = Instant.now().minus(keep.time());
        return versions.stream()
                .skip(Math.max(1, keep.versions()))
                .filter(version -> !version.equals(current.orElse(null)))
                .filter(version -> version.published().isBefore(oldest))
                .toList();
    }

    /** Removes what a publisher that died has left. */
    private void sweep() throws IOException {
        try (DirectoryStream<Path> left = Files.newDirectoryStream(published.folder(), ".*")) {
            for (Path file : left) {
                Files.delete(file);
            }
        }
    }

    private void sync() throws IOException {
        try (FileChannel names = FileChannel.open(published.folder(), StandardOpenOption.READ)) {
            names.force(true);
        }
    }

    private static void permit(Path file, String permissions) throws IOException {
        try {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
        } catch (UnsupportedOperationException e) {
            // A file system without permissions: the engine's own lock is what guards a version.
        }
    }
}
