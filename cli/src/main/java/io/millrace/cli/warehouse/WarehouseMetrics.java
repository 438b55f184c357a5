package io.millrace.cli.warehouse;

import io.millrace.pipeline.warehouse.LoadSummary;
import io.millrace.pipeline.warehouse.LoadSummary.ObjectRows;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

/** What the finalizer counts and measures, as a page in the text format of Prometheus. Any thread may ask for it. */
final class WarehouseMetrics {

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
    private List<ObjectRows> objects = List.of();

    WarehouseMetrics(Clock clock) {
        this.clock = clock;
    }

    /** The zones were looked at. */
    synchronized void looked() {
        lastLook = clock.instant();
    }

    /** A load has ended. */
    synchronized void loaded(LoadSummary summary) {
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
    }

    synchronized String page() {
        StringBuilder text = new StringBuilder();
        for (WarehouseMetric metric : WarehouseMetric.values()) {
            append(text, metric);
        }
        return text.toString();
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
