package io.millrace.duckdb.engine;

import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** Several sessions of one engine at the same work, each on a thread of its own. */
public final class Sessions {

    private Sessions() {}

    /** What one of them does. */
    public interface Share<T> {
        T of(int index, Session session) throws IOException, SQLException, InterruptedException;
    }

    /** Does all shares at once; the first that fails ends the others. The results come in no order. */
    public static <T> List<T> share(Session engine, int shares, Share<T> work)
            throws IOException, SQLException, InterruptedException {
        ExecutorService threads = Executors.newFixedThreadPool(shares, task -> {
            Thread thread = new Thread(task, "duckdb share");
            thread.setDaemon(true);
            return thread;
        });
        try {
            CompletionService<T> done = new ExecutorCompletionService<>(threads);
            for (int index = 0; index < shares; index++) {
                int share = index;
                done.submit(() -> {
                    try (Session session = engine.beside()) {
                        return work.of(share, session);
                    }
                });
            }
            List<T> results = new ArrayList<>();
            while (results.size() < shares) {
                results.add(done.take().get());
            }
            return results;
        } catch (ExecutionException e) {
            throw failure(e.getCause());
        } finally {
            threads.shutdownNow();
            awaitEnd(threads);
        }
    }

    /** One piece of many that do not depend on each other; returns how many rows it made. */
    public interface Piece<P> {
        long of(P piece, Session session) throws IOException, SQLException, InterruptedException;
    }

    /** Takes every piece once, whichever session is free; returns how many rows they made. */
    public static <P> long each(Session engine, int threads, Collection<P> pieces, Piece<P> work)
            throws IOException, SQLException, InterruptedException {
        int all = Math.max(1, threads);
        int shares = Math.max(1, Math.min(pieces.size(), all));
        Queue<P> left = new ConcurrentLinkedQueue<>(pieces);
        // Whoever waits for a statement works at it as well: the engine's own threads are the others.
        engine.execute(Session.threads(all - shares + 1));
        List<Long> rows = share(engine, shares, (index, session) -> {
            long made = 0;
            for (P piece = left.poll(); piece != null; piece = left.poll()) {
                made += work.of(piece, session);
            }
            return made;
        });
        engine.execute(Session.threads(all));
        return rows.stream().mapToLong(Long::longValue).sum();
    }

    /** Nobody may go on with the engine while a statement of it still runs. */
    private static void awaitEnd(ExecutorService threads) throws InterruptedException {
        while (!threads.awaitTermination(1, TimeUnit.MINUTES)) {
            threads.shutdownNow();
        }
    }

    private static SQLException failure(Throwable cause) throws IOException, SQLException, InterruptedException {
        if (cause instanceof IOException failure) {
            throw failure;
        } else if (cause instanceof SQLException failure) {
            return failure;
        } else if (cause instanceof InterruptedException interrupted) {
            throw interrupted;
        } else if (cause instanceof RuntimeException failure) {
            throw failure;
        }
        throw new IllegalStateException("a share of the work failed", cause);
    }
}
