package io.millrace.finalizer.load;

import io.millrace.finalizer.load.Inspection.Seen;
import io.millrace.finalizer.probe.Prober;
import io.millrace.finalizer.probe.Verdict;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Probes staged files: by their seals, else large ones by several processes at a time, small ones together. */
final class Probing {

    /** A further reader is not worth its start for fewer files, or fewer bytes. */
    private static final int FILES_A_READER = 200;

    private static final long BYTES_A_READER = 32L << 20;
    /** Each may take half a gigabyte. */
    private static final int MOST_READERS = 2;
    /** A reader works beside the threads that load, and its start costs as much as two million rows. */
    private static final int THREADS_A_READER = 2;

    /** Of files as small as this the question takes longer than the answer: several are one question. */
    private static final long SMALL_BYTES = 1 << 20;

    private static final int MOST_TOGETHER = 16;

    private final Prober prober;
    private final int threads;
    private final int readers;
    /** Whether every value is looked at, even behind a whole seal. */
    private volatile boolean doubts;

    /** @param doubts whether a file that is sealed may have ended an earlier load */
    Probing(Prober prober, int threads, boolean doubts) {
        this.prober = prober;
        this.threads = Math.min(MOST_READERS, threads);
        this.readers = Math.max(1, Math.min(MOST_READERS, threads / THREADS_A_READER));
        this.doubts = doubts;
    }

    void believeSeals() {
        doubts = false;
    }

    /** Probes the files by their seals; has the others probed, several at a time if there are many. */
    List<Seen> of(List<Seen> files) throws IOException {
        List<Seen> seen = inParallel(threads, files, file -> file.verdict() == null ? bySeal(file) : file);
        List<Seen> open = seen.stream().filter(file -> file.verdict() == null).toList();
        if (open.isEmpty()) {
            return seen;
        }
        Iterator<Seen> probed = inParallel(readers(open), together(open), this::probeSome).stream()
                .flatMap(List::stream)
                .iterator();
        return seen.stream()
                .map(file -> file.verdict() == null ? probed.next() : file)
                .toList();
    }

    private interface Look<T, R> {
        R at(T what) throws IOException;
    }

    /** Looks at each; gives what it sees in the same order. */
    private static <T, R> List<R> inParallel(int threads, List<T> all, Look<T, R> look) throws IOException {
        ExecutorService lookers = Executors.newFixedThreadPool(threads);
        try {
            List<Future<R>> answers = new ArrayList<>();
            for (T one : all) {
                answers.add(lookers.submit(() -> look.at(one)));
            }
            List<R> seen = new ArrayList<>();
            for (Future<R> answer : answers) {
                seen.add(result(answer));
            }
            return seen;
        } finally {
            lookers.shutdownNow();
        }
    }

    private Seen bySeal(Seen seen) throws IOException {
        CommittedFile file = seen.file();
        return prober.bySeal(file.zone(), file.dataset(), seen.local(), file.path(), file.bytes())
                .filter(verdict -> !(doubts && verdict.trusted()))
                .map(verdict -> new Seen(file, seen.local(), counted(file, verdict)))
                .orElse(seen);
    }

    /** The same files in the same order, small ones that can be one question together. */
    private static List<List<Seen>> together(List<Seen> files) {
        List<List<Seen>> all = new ArrayList<>();
        Seen last = null;
        for (Seen file : files) {
            if (last == null
                    || !isOneWith(last, file)
                    || all.get(all.size() - 1).size() == MOST_TOGETHER) {
                all.add(new ArrayList<>());
            }
            all.get(all.size() - 1).add(file);
            last = file;
        }
        return all;
    }

    private static boolean isOneWith(Seen last, Seen next) {
        return Math.max(last.file().bytes(), next.file().bytes()) <= SMALL_BYTES
                && last.file().zone() == next.file().zone()
                && last.file().dataset().equals(next.file().dataset());
    }

    private List<Seen> probeSome(List<Seen> files) throws IOException {
        Optional<List<Verdict>> verdicts = files.size() == 1 ? Optional.empty() : probeTogether(files);
        List<Seen> probed = new ArrayList<>();
        for (int index = 0; index < files.size(); index++) {
            Seen file = files.get(index);
            Verdict verdict = verdicts.isPresent()
                    ? verdicts.get().get(index)
                    : prober.probe(
                            file.file().zone(),
                            file.file().dataset(),
                            file.local(),
                            file.file().path(),
                            file.file().bytes());
            probed.add(new Seen(file.file(), file.local(), counted(file.file(), verdict)));
        }
        return probed;
    }

    private Optional<List<Verdict>> probeTogether(List<Seen> files) throws IOException {
        CommittedFile first = files.get(0).file();
        return prober.probe(
                first.zone(),
                first.dataset(),
                files.stream().map(Seen::local).toList(),
                files.stream().map(file -> file.file().path()).toList(),
                files.stream().mapToLong(file -> file.file().bytes()).sum());
    }

    private int readers(List<Seen> files) {
        long bytes = files.stream().mapToLong(seen -> seen.file().bytes()).sum();
        long further = Math.max(files.size() / FILES_A_READER, bytes / BYTES_A_READER);
        return (int) Math.min(readers, 1 + further);
    }

    static <T> T result(Future<T> answer) throws IOException {
        try {
            return answer.get();
        } catch (ExecutionException e) {
            throw new IOException(e.getCause().getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while files were probed", e);
        }
    }

    private static Verdict counted(CommittedFile file, Verdict verdict) {
        boolean counted = file.rows() == CommittedFile.ROWS_UNKNOWN || file.rows() == verdict.rows();
        return verdict.trusted() && !counted
                ? new Verdict(0, "it has " + verdict.rows() + " rows, the marker of its run says " + file.rows())
                : verdict;
    }
}
