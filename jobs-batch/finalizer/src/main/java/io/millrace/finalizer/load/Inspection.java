package io.millrace.finalizer.load;

import io.millrace.finalizer.probe.Prober;
import io.millrace.finalizer.probe.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;

/** Stages and probes the files of a portion, and those of the next one while it is loaded. */
final class Inspection {

    /** A further reader is not worth its start for fewer files, or fewer bytes. */
    private static final int FILES_A_READER = 200;

    private static final long BYTES_A_READER = 32L << 20;
    /** Each may take half a gigabyte. */
    private static final int MOST_READERS = 2;

    private final Staging staging;
    private final Prober prober;
    private final int readers;
    private final Deque<List<CommittedFile>> expected = new ArrayDeque<>();
    private Ahead ahead;

    Inspection(Staging staging, Prober prober, int threads) throws IOException {
        this.staging = staging;
        this.prober = prober;
        this.readers = Math.min(MOST_READERS, threads);
        staging.clear();
    }

    /**
     * A file that was looked at.
     *
     * @param local where it is on this machine
     */
    record Seen(CommittedFile file, Path local, Verdict verdict) {}

    /** What is being looked at before anybody asked. */
    private record Ahead(List<CommittedFile> files, Future<List<Seen>> seen) {}

    /** Says what will be asked for, in this order; some may be left out. */
    void expect(List<List<CommittedFile>> portions) throws IOException {
        drop();
        expected.clear();
        expected.addAll(portions);
    }

    /** Stages and probes these files, unless that was done ahead. */
    List<Seen> of(List<CommittedFile> files) throws IOException {
        while (!expected.isEmpty() && !expected.pop().equals(files)) {
            // Was left out.
        }
        if (ahead != null && !ahead.files().equals(files)) {
            drop();
        }
        List<Seen> seen = ahead == null ? look(files) : result(ahead.seen());
        ahead = null;
        if (!expected.isEmpty()) {
            List<CommittedFile> next = expected.peek();
            FutureTask<List<Seen>> look = new FutureTask<>(() -> look(next));
            Thread thread = new Thread(look, "inspection");
            thread.setDaemon(true);
            thread.start();
            ahead = new Ahead(next, look);
        }
        return seen;
    }

    private void drop() throws IOException {
        if (ahead != null) {
            forget(result(ahead.seen()));
            ahead = null;
        }
    }

    /** Removes what was staged of these files. */
    void forget(List<Seen> files) throws IOException {
        for (Seen file : files) {
            if (file.local() != null) {
                Files.deleteIfExists(file.local());
            }
        }
    }

    private List<Seen> look(List<CommittedFile> files) throws IOException {
        List<Seen> seen = new ArrayList<>();
        for (CommittedFile file : files) {
            try {
                seen.add(new Seen(file, staging.stage(file), null));
            } catch (Staging.BadStage e) {
                seen.add(new Seen(file, null, new Verdict(0, e.getMessage())));
            }
        }
        return probe(seen);
    }

    /** Has the files probed, several at a time if there are many. */
    private List<Seen> probe(List<Seen> files) throws IOException {
        ExecutorService askers = Executors.newFixedThreadPool(readers(files));
        try {
            List<Future<Seen>> answers = new ArrayList<>();
            for (Seen file : files) {
                answers.add(askers.submit(() -> file.verdict() == null
                        ? new Seen(file.file(), file.local(), probe(file.file(), file.local()))
                        : file));
            }
            List<Seen> probed = new ArrayList<>();
            for (Future<Seen> answer : answers) {
                probed.add(result(answer));
            }
            return probed;
        } finally {
            askers.shutdownNow();
        }
    }

    private int readers(List<Seen> files) {
        long bytes = files.stream().mapToLong(seen -> seen.file().bytes()).sum();
        long further = Math.max(files.size() / FILES_A_READER, bytes / BYTES_A_READER);
        return (int) Math.min(readers, 1 + further);
    }

    private static <T> T result(Future<T> answer) throws IOException {
        try {
            return answer.get();
        } catch (ExecutionException e) {
            throw new IOException(e.getCause().getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while files were probed", e);
        }
    }

    private Verdict probe(CommittedFile file, Path local) throws IOException {
        Verdict verdict = prober.probe(file.zone(), file.dataset(), local, file.path(), file.bytes());
        boolean counted = file.rows() == CommittedFile.ROWS_UNKNOWN || file.rows() == verdict.rows();
        return verdict.trusted() && !counted
                ? new Verdict(0, "it has " + verdict.rows() + " rows, the marker of its run says " + file.rows())
                : verdict;
    }
}
