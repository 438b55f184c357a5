package io.millrace.stream;

import io.millrace.pipeline.run.RunListener;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

/** A listener that remembers what it was told. */
final class Watcher implements RunListener {

    final CompletableFuture<StopHandle> stop = new CompletableFuture<>();
    final List<String> notices = new CopyOnWriteArrayList<>();
    volatile Progress latest;
    volatile String restoredFrom;
    volatile URI ui;

    @Override
    public void started(Optional<URI> page, String from, StopHandle handle) {
        ui = page.orElse(null);
        restoredFrom = from;
        stop.complete(handle);
    }

    @Override
    public void progress(Progress progress) {
        latest = progress;
    }

    @Override
    public void notice(String message) {
        notices.add(message);
    }

    long read() {
        return latest == null ? 0 : latest.counts().read();
    }
}
