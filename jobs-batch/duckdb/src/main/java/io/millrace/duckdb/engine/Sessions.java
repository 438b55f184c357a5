package io.millrace.duckdb.engine;

import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionService;
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
