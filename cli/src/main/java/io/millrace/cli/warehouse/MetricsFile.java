package io.millrace.cli.warehouse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** The finalizer's metrics as a file for a collector of such files; replaced as a whole, so that nobody reads half of it. */
final class MetricsFile {

    /** How old the time of the last look may be; each look would be a file written every two seconds for nothing. */
    private static final Duration LOOKS_WRITTEN_EVERY = Duration.ofSeconds(10);

    private final Path file;
    private final WarehouseMetrics metrics;
    private final Clock clock;
    private Instant written = Instant.EPOCH;

    MetricsFile(Path file, WarehouseMetrics metrics, Clock clock) {
        this.file = file;
        this.metrics = metrics;
        this.clock = clock;
    }

    /** Writes it unless it is young. */
    void refresh() throws IOException {
        if (!clock.instant().isBefore(written.plus(LOOKS_WRITTEN_EVERY))) {
            write();
        }
    }

    void write() throws IOException {
        Path next = file.resolveSibling(file.getFileName() + ".next");
        Files.writeString(next, metrics.page());
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
        written = clock.instant();
    }
}
