package io.millrace.finalizer.load;

import io.millrace.finalizer.probe.Prober;
import io.millrace.finalizer.probe.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;

/**
 * Stages and probes the files of a portion; while it is loaded, those of the next one, or those that arrive meanwhile.
 */
final class Inspection {

    /** So that whoever asks meanwhile does not wait for long. */
    private static final int FILES_AT_ONCE = 16;

    private final Staging staging;
    private final Probing probing;
    private final Deque<List<CommittedFile>> expected = new ArrayDeque<>();
    /** What was found good before anybody asked. Between {@link #lookAhead} and {@link #settle} it is the other thread's. */
    private final Map<CommittedFile, Seen> ahead = new HashMap<>();

    private Optional<Arrivals> arrivals = Optional.empty();
    private Duration pause = Duration.ZERO;
    private FutureTask<Void> looking;
    private CountDownLatch enough;

    Inspection(Staging staging, Prober prober, int threads) throws IOException {
        this.staging = staging;
        // One of the files may have ended it.
        boolean hasCrashed = staging.clear();
        this.probing = new Probing(prober, threads, hasCrashed);
    }

    /** Says which files nobody has loaded yet; asked by a thread of its own. */
    interface Arrivals {
        List<CommittedFile> now() throws IOException;
    }

    /**
     * Has files looked at as they arrive, while others are loaded.
     *
     * @param pause between two looks of which the first found nothing
     */
    void watch(Arrivals watched, Duration pause) {
        this.arrivals = Optional.of(watched);
        this.pause = pause;
    }

    /**
     * A file that was looked at.
     *
     * @param local where it is on this machine
     */
    record Seen(CommittedFile file, Path local, Verdict verdict) {}

    /** Says what will be asked for, in this order; some may be left out. */
    void expect(List<List<CommittedFile>> portions) throws IOException {
        settle();
        Set<CommittedFile> wanted = new HashSet<>();
        portions.forEach(wanted::addAll);
        forget(ahead.values().stream()
                .filter(seen -> !wanted.contains(seen.file()))
                .toList());
        ahead.keySet().retainAll(wanted);
        expected.clear();
        expected.addAll(portions);
    }

    /** Stages and probes these files, unless that was done ahead. */
    List<Seen> of(List<CommittedFile> files) throws IOException {
        settle();
        while (!expected.isEmpty() && !expected.pop().equals(files)) {
            // Was left out.
        }
        List<CommittedFile> rest =
                files.stream().filter(file -> !ahead.containsKey(file)).toList();
        look(rest).forEach(seen -> ahead.put(seen.file(), seen));
        List<Seen> seen = files.stream().map(ahead::remove).toList();
        lookAhead(files);
        return seen;
    }

    private void lookAhead(List<CommittedFile> loading) {
        List<CommittedFile> next = expected.peek();
        if (next == null && arrivals.isEmpty()) {
            return;
        }
        enough = new CountDownLatch(1);
        looking = new FutureTask<>(() -> {
            if (next == null) {
                lookAtArrivals(arrivals.get(), new HashSet<>(loading));
            } else {
                keepGood(look(next));
            }
            return null;
        });
        Thread thread = new Thread(looking, "inspection");
        thread.setDaemon(true);
        thread.start();
    }

    private void lookAtArrivals(Arrivals watched, Set<CommittedFile> loading) throws IOException, InterruptedException {
        long wait = 0;
        while (!enough.await(wait, TimeUnit.MILLISECONDS)) {
            List<CommittedFile> fresh = watched.now().stream()
                    .filter(file -> !loading.contains(file) && !ahead.containsKey(file))
                    .limit(FILES_AT_ONCE)
                    .toList();
            keepGood(look(fresh));
            wait = fresh.isEmpty() ? pause.toMillis() : 0;
        }
    }

    /** What is bad is looked at again when it is asked for. */
    private void keepGood(List<Seen> files) throws IOException {
        for (Seen seen : files) {
            if (seen.verdict().trusted()) {
                ahead.put(seen.file(), seen);
            } else {
                forget(List.of(seen));
            }
        }
    }

    /** Waits until what is being looked at ahead is done; nothing more is. */
    void settle() throws IOException {
        if (looking != null) {
            enough.countDown();
            FutureTask<Void> last = looking;
            looking = null;
            Probing.result(last);
        }
    }

    /** All that was there when the load began is loaded: nothing of it ends a load. */
    void rest() throws IOException {
        settle();
        probing.believeSeals();
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
        if (files.isEmpty()) {
            return List.of();
        }
        List<Seen> seen = new ArrayList<>();
        for (CommittedFile file : files) {
            try {
                seen.add(new Seen(file, staging.stage(file), null));
            } catch (Staging.BadStage e) {
                seen.add(new Seen(file, null, new Verdict(0, e.getMessage())));
            }
        }
        return probing.of(seen);
    }
}
