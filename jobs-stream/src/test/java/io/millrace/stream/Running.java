package io.millrace.stream;

import io.millrace.pipeline.run.RunRequest;
import io.millrace.pipeline.run.RunSummary;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** A run in a thread of its own, as a command has it. */
final class Running implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration LONGEST = Duration.ofSeconds(90);

    final Watcher watcher = new Watcher();
    private final FutureTask<RunSummary> task;

    private Running(FlinkStreamRunner runner, RunRequest request) {
        task = new FutureTask<>(() -> runner.run(request, watcher));
        new Thread(task, "run").start();
    }

    static Running start(RunRequest request) {
        return start(new FlinkStreamRunner(PATIENCE), request);
    }

    static Running start(FlinkStreamRunner runner, RunRequest request) {
        return new Running(runner, request);
    }

    void awaitRead(long records) {
        Awaitility.await().atMost(LONGEST).until(() -> task.isDone() || watcher.read() >= records);
        if (task.isDone()) {
            throw new AssertionError("the run ended early", end());
        }
    }

    void awaitNotice(String part) {
        Awaitility.await()
                .atMost(LONGEST)
                .until(() -> watcher.notices.stream().anyMatch(notice -> notice.contains(part)));
    }

    /** Where Flink's REST API is, once the job runs. */
    URI ui() throws Exception {
        watcher.stop.get(LONGEST.toSeconds(), TimeUnit.SECONDS);
        return watcher.ui;
    }

    RunSummary stop() throws Exception {
        watcher.stop.get(LONGEST.toSeconds(), TimeUnit.SECONDS).stop();
        return task.get(LONGEST.toSeconds(), TimeUnit.SECONDS);
    }

    RunSummary summary() throws Exception {
        return task.get(LONGEST.toSeconds(), TimeUnit.SECONDS);
    }

    /** How the run failed; null when it did not. */
    Throwable end() {
        return CompletableFuture.supplyAsync(() -> {
                    try {
                        task.get(LONGEST.toSeconds(), TimeUnit.SECONDS);
                        return null;
                    } catch (Exception e) {
                        return e.getCause();
                    }
                })
                .join();
    }

    @Override
    public void close() {
        if (!task.isDone() && watcher.stop.isDone()) {
            watcher.stop.join().stop();
        }
        end();
    }
}
