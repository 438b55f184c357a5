package io.millrace.finalizer.probe;

import io.millrace.pipeline.plan.Plan;
import io.millrace.zones.Zone;
import io.millrace.zones.parquet.Seal;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Probes files: by their seal, or by processes of their own, which are started when they are needed and again when a file
 * takes one down. Several threads may ask at once; each is answered by a process that nobody else asks meanwhile.
 */
public final class Prober implements Closeable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    /** A slower disk than this is not waited for. */
    private static final long BYTES_PER_SECOND = 2 << 20;

    private static final String ENDED = "reading it ";

    private final List<Expected> expected;
    private final Deque<ProbingProcess> idle = new ArrayDeque<>();
    private boolean isClosed;

    public Prober(List<Plan> plans) {
        expected = plans.stream().map(Expected::of).toList();
    }

    /**
     * What the seal of a file tells; empty when it has none, or one that leaves something open.
     *
     * @param path of the file on this machine
     * @param lakePath its path in the lake, whose folder tells its day
     */
    public Optional<Verdict> bySeal(Zone zone, String dataset, Path path, String lakePath, long bytes)
            throws IOException {
        if (zone != Zone.CLEAN || !lakePath.endsWith(zone.suffix())) {
            return Optional.empty();
        }
        return switch (seal(path)) {
            case NONE -> Optional.empty();
            case WHOLE -> sealed(dataset, path, lakePath);
            case BROKEN -> {
                // What is wrong with it may be found; that something is wrong is certain.
                Verdict verdict = probe(zone, dataset, path, lakePath, bytes);
                yield Optional.of(
                        verdict.trusted()
                                ? Verdict.bad("its bytes are not those that were written: its seal is broken")
                                : verdict);
            }
        };
    }

    private static Seal seal(Path path) throws IOException {
        try (FileChannel file = FileChannel.open(path, StandardOpenOption.READ)) {
            return Seal.of(file);
        }
    }

    private Optional<Verdict> sealed(String dataset, Path path, String lakePath) throws IOException {
        Expected one = expected.stream()
                .filter(each -> each.dataset().equals(dataset))
                .findFirst()
                .orElseThrow();
        try {
            return SealedProbe.probe(path, ProbeMain.day(day(lakePath)), one).map(rows -> new Verdict(rows, null));
        } catch (BadFileException e) {
            return Optional.of(Verdict.bad(e.getMessage()));
        }
    }

    /**
     * Has a file probed, every value of it.
     *
     * @param path of the file on this machine
     * @param lakePath its path in the lake, whose folder tells its day
     */
    public Verdict probe(Zone zone, String dataset, Path path, String lakePath, long bytes) throws IOException {
        if (!lakePath.endsWith(zone.suffix())) {
            return Verdict.bad("its name does not end with " + zone.suffix() + ": it does not belong there");
        }
        String question = String.join("\t", zone.name(), dataset, path.toString(), day(lakePath));
        Duration patience = patience(bytes);
        String answer = ask(question, patience);
        if (answer.startsWith(ENDED)) {
            // Somebody else may have ended it; what a file does to it, it does twice.
            answer = ask(question, patience);
        }
        return answer.startsWith(ProbingProcess.OK)
                ? new Verdict(Long.parseLong(answer.substring(ProbingProcess.OK.length())), null)
                : Verdict.bad(answer.replaceFirst("^" + ProbingProcess.BAD, ""));
    }

    /**
     * Has several files probed at once; gives nothing unless all of them are good, and then each must be probed alone, for
     * nobody knows which of them it is.
     *
     * @param paths on this machine
     * @param lakePaths their paths in the lake
     */
    public Optional<List<Verdict>> probe(
            Zone zone, String dataset, List<Path> paths, List<String> lakePaths, long bytes) throws IOException {
        if (!lakePaths.stream().allMatch(lakePath -> lakePath.endsWith(zone.suffix()))) {
            return Optional.empty();
        }
        StringBuilder question = new StringBuilder(zone.name()).append('\t').append(dataset);
        for (int index = 0; index < paths.size(); index++) {
            question.append('\t').append(paths.get(index)).append('\t').append(day(lakePaths.get(index)));
        }
        String answer = ask(question.toString(), patience(bytes));
        return answer.startsWith(ProbingProcess.OK)
                ? Optional.of(
                        Stream.of(answer.substring(ProbingProcess.OK.length()).split(" "))
                                .map(rows -> new Verdict(Long.parseLong(rows), null))
                                .toList())
                : Optional.empty();
    }

    private static Duration patience(long bytes) {
        return PATIENCE.plusSeconds(bytes / BYTES_PER_SECOND);
    }

    private String ask(String question, Duration patience) throws IOException {
        ProbingProcess child = take().ready();
        boolean isAlive = false;
        try {
            String answer = child.ask(question, patience);
            if (answer == null) {
                return ENDED + child.end();
            }
            isAlive = true;
            return answer;
        } finally {
            if (isAlive) {
                giveBack(child);
            } else {
                child.close();
            }
        }
    }

    private ProbingProcess take() throws IOException {
        synchronized (idle) {
            if (isClosed) {
                throw new IOException("nothing is probed any more");
            } else if (!idle.isEmpty()) {
                return idle.pop();
            }
        }
        return new ProbingProcess(expected);
    }

    private void giveBack(ProbingProcess child) {
        synchronized (idle) {
            if (isClosed) {
                child.close();
            } else {
                idle.push(child);
            }
        }
    }

    private static String day(String lakePath) {
        String[] parts = lakePath.split("/");
        String folder = parts[Math.max(0, parts.length - 2)];
        return folder.startsWith("dt=") ? folder.substring(3) : "?";
    }

    @Override
    public void close() {
        synchronized (idle) {
            isClosed = true;
            idle.forEach(ProbingProcess::close);
            idle.clear();
        }
    }
}
