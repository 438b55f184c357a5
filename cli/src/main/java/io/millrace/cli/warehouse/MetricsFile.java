package io.millrace.cli.warehouse;

import io.millrace.pipeline.warehouse.LoadSummary;
import io.millrace.pipeline.warehouse.LoadSummary.ObjectRows;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * The finalizer's metrics as a file in the text format of Prometheus, for a collector of such files. It is replaced as a
 * whole, so that nobody reads half of it.
 */
final class MetricsFile {

    /** How old the time of the last look may be; each look would be a file written every two seconds for nothing. */
    private static final Duration LOOKS_WRITTEN_EVERY = Duration.ofSeconds(10);

    private final Path file;
    private final Clock clock;
    private long version;
    private long loads;
    private long files;
    private long rows;
    private long known;
    private long quarantined;
    private double seconds;
    private Instant lastLoad = Instant.EPOCH;
    private Instant lastLook = Instant.EPOCH;
    private Instant written = Instant.EPOCH;
    private List<ObjectRows> objects = List.of();

    MetricsFile(Path file, Clock clock) {
        this.file = file;
        this.clock = clock;
    }

    /** The zones were looked at. */
    void looked() throws IOException {
        lastLook = clock.instant();
        if (!lastLook.isBefore(written.plus(LOOKS_WRITTEN_EVERY))) {
            write();
        }
    }

    /** A load has ended. */
    void loaded(LoadSummary summary) throws IOException {
        version = summary.version().orElse(0);
        quarantined = summary.inQuarantine();
        if (summary.files() > 0 || !summary.rows().isEmpty()) {
            loads++;
            files += summary.files();
            rows += summary.fileRows();
            known += summary.duplicates();
            seconds = summary.duration().toNanos() / 1e9;
            lastLoad = clock.instant();
            objects = summary.rows();
        }
        write();
    }

    private void write() throws IOException {
        StringBuilder text = new StringBuilder();
        for (WarehouseMetric metric : WarehouseMetric.values()) {
            append(text, metric);
        }
        Path next = file.resolveSibling(file.getFileName() + ".next");
        Files.writeString(next, text);
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
        written = clock.instant();
    }

    private void append(StringBuilder text, WarehouseMetric metric) {
        String name = metric.prometheusName();
        text.append("# HELP ").append(name).append(' ').append(metric.meaning()).append('\n');
        text.append("# TYPE ")
                .append(name)
                .append(' ')
                .append(metric.kind().word())
                .append('\n');
        switch (metric) {
            case VERSION -> line(text, name, version);
            case LOADS -> line(text, name, loads);
            case FILES -> line(text, name, files);
            case ROWS_LOADED -> line(text, name, rows);
            case ROWS_KNOWN -> line(text, name, known);
            case QUARANTINED -> line(text, name, quarantined);
            case LOAD_SECONDS -> text.append(name).append(' ').append(seconds).append('\n');
            case LAST_LOAD -> line(text, name, lastLoad.getEpochSecond());
            case LAST_LOOK -> line(text, name, lastLook.getEpochSecond());
            case ROWS ->
                objects.forEach(object -> line(
                        text,
                        name + "{" + metric.label().orElseThrow() + "=\"" + object.object() + "\"}",
                        object.rows()));
        }
    }

    private static void line(StringBuilder text, String series, long value) {
        text.append(series).append(' ').append(value).append('\n');
    }
}
