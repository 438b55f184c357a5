package io.millrace.finalizer.load;

import io.millrace.pipeline.run.RunFailure;
import io.millrace.pipeline.run.RunFailure.Kind;
import io.millrace.pipeline.warehouse.LoadRequest.Holder;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;

/**
 * One process loads a warehouse. The operating system holds the lock, so it ends with the process, however that ends; a
 * file beside it says who holds it, and counts a fence that rises with each holder.
 */
final class WarehouseLock implements Closeable {

    private static final Duration TO_DIE = Duration.ofSeconds(10);

    /** The start of a process is reckoned from the boot of the machine, whose time the clock may move a little. */
    private static final Duration CLOCK_TOLERANCE = Duration.ofSeconds(2);

    /** How long a new holder may take to say who it is. */
    private static final Duration TO_SAY = Duration.ofSeconds(2);

    private static final Duration PAUSE = Duration.ofMillis(20);

    private final Path file;
    private final FileChannel channel;
    private final Entry entry;

    private WarehouseLock(Path file, FileChannel channel, Entry entry) {
        this.file = file;
        this.channel = channel;
        this.entry = entry;
    }

    /** Takes the lock, or says who holds it. */
    static WarehouseLock take(Path warehouse, Holder holder) throws RunFailure {
        Path file = warehouse.resolve("lock");
        try {
            Files.createDirectories(warehouse);
            Optional<WarehouseLock> lock = tryTake(file);
            if (lock.isEmpty() && holder == Holder.END) {
                end(file);
                lock = tryTake(file);
            }
            return lock.orElseThrow(() -> held(file));
        } catch (IOException e) {
            throw Failures.of("the lock " + file + " cannot be taken", e);
        }
    }

    private static Optional<WarehouseLock> tryTake(Path file) throws IOException {
        FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        try {
            FileLock lock = channel.tryLock();
            if (lock != null) {
                Entry entry = Entry.ofThisProcess(Entry.read(file).fence() + 1);
                entry.write(file);
                return Optional.of(new WarehouseLock(file, channel, entry));
            }
        } catch (OverlappingFileLockException e) {
            // Held by this very process: the same as by another.
        }
        channel.close();
        return Optional.empty();
    }

    /** Rises with each holder of the lock. */
    long fence() {
        return entry.fence();
    }

    /**
     * Ends a holder that has lost the lock without dying, which takes somebody who removes its file, or a file system
     * whose locks do not last: to be asked before anything that others see.
     */
    void check() throws RunFailure {
        Entry now = Entry.read(file);
        if (!now.equals(entry) && !now.equals(Entry.NOBODY)) {
            throw new RunFailure(
                    Kind.TRY_AGAIN,
                    "another process has taken this warehouse over: " + now.who()
                            + "\nthis one ends here and has changed nothing since; run it again once the other is done");
        }
    }

    private static RunFailure held(Path file) {
        Entry entry = Entry.ofHolder(file);
        return new RunFailure(
                Kind.TRY_AGAIN,
                "another process is loading this warehouse: " + entry.who() + "\n"
                        + "one at a time can; readers are not concerned and see the version published last\n"
                        + "wait for it, or, if it hangs, end it and take over: finalize --take-over");
    }

    private static void end(Path file) throws IOException, RunFailure {
        Entry entry = Entry.ofHolder(file);
        if (!entry.host().equals(Entry.thisHost())) {
            throw new RunFailure(
                    Kind.TRY_AGAIN,
                    "the lock is held on another machine, where this one cannot end anything: " + entry.who());
        }
        Optional<ProcessHandle> holder = ProcessHandle.of(entry.pid()).filter(process -> entry.isOf(process));
        if (holder.isEmpty() || entry.pid() == ProcessHandle.current().pid()) {
            throw held(file);
        }
        holder.get().destroyForcibly();
        try {
            holder.get().onExit().get(TO_DIE.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new RunFailure(Kind.TRY_AGAIN, "the holder of the lock does not end: " + entry.who(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RunFailure(Kind.TRY_AGAIN, "interrupted while ending " + entry.who(), e);
        }
    }

    /** Lets the lock go; who held it last stays written. */
    @Override
    public void close() throws IOException {
        channel.close();
    }

    /**
     * Who holds the lock, in a file of its own: a process that closes any stream of a file lets go of its locks on it.
     */
    private record Entry(long fence, long pid, String host, Instant since) {

        static final Entry NOBODY = new Entry(0, 0, "?", Instant.EPOCH);

        /** Who holds the lock now; one that has it only just now may still have to say so. */
        static Entry ofHolder(Path lock) {
            long deadline = System.nanoTime() + TO_SAY.toNanos();
            Entry entry = read(lock);
            while (entry.isOutdated() && System.nanoTime() < deadline) {
                LockSupport.parkNanos(PAUSE.toNanos());
                entry = read(lock);
            }
            return entry;
        }

        /** Whether it is of a process that is gone. */
        private boolean isOutdated() {
            boolean isHere = host.equals(thisHost());
            return pid == 0
                    || (isHere && ProcessHandle.of(pid).filter(this::isOf).isEmpty());
        }

        static Entry ofThisProcess(long fence) {
            return new Entry(fence, ProcessHandle.current().pid(), thisHost(), started(ProcessHandle.current()));
        }

        /** Zeros when there is nothing, or nothing that was written whole. */
        static Entry read(Path lock) {
            try {
                String[] words = Files.readString(file(lock)).strip().split(" ");
                return new Entry(Long.parseLong(words[0]), Long.parseLong(words[1]), words[2], Instant.parse(words[3]));
            } catch (IOException | RuntimeException e) {
                return NOBODY;
            }
        }

        void write(Path lock) throws IOException {
            Path next = lock.resolveSibling("holder.next");
            Files.writeString(next, fence + " " + pid + " " + host + " " + since + "\n");
            Files.move(next, file(lock), StandardCopyOption.ATOMIC_MOVE);
        }

        private static Path file(Path lock) {
            return lock.resolveSibling("holder");
        }

        String who() {
            return pid == 0 ? "it has not said who it is yet" : "process " + pid + " on " + host + ", started " + since;
        }

        /** A process id is used again one day; together with the start it is not. */
        boolean isOf(ProcessHandle process) {
            return Duration.between(started(process), since).abs().compareTo(CLOCK_TOLERANCE) <= 0;
        }

        private static Instant started(ProcessHandle process) {
            return process.info().startInstant().orElse(Instant.EPOCH).truncatedTo(ChronoUnit.SECONDS);
        }

        static String thisHost() {
            try {
                return InetAddress.getLocalHost().getHostName();
            } catch (IOException e) {
                return "localhost";
            }
        }
    }
}
