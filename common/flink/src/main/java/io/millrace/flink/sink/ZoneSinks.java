package io.millrace.flink.sink;

import io.millrace.flink.sink.LineFiles.Encoding;
import io.millrace.pipeline.plan.Plan;
import io.millrace.pipeline.row.SourceRecord;
import io.millrace.pipeline.ship.ShippedPlan;
import io.millrace.zones.Lake;
import io.millrace.zones.RawLine;
import io.millrace.zones.Zone;
import io.millrace.zones.json.Instants;
import io.millrace.zones.record.CleanRecord;
import io.millrace.zones.record.ErrorRecord;
import org.apache.flink.api.common.serialization.BulkWriter;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.connector.file.sink.FileSink;
import org.apache.flink.core.fs.Path;
import org.apache.flink.streaming.api.functions.sink.filesystem.OutputFileConfig;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;

/** Where the records of a dataset end up. */
public record ZoneSinks(Sink<SourceRecord> raw, Sink<CleanRecord> clean, Sink<ErrorRecord> error) {

    private static final MemorySize LARGEST_FILE = MemorySize.ofMebiBytes(256);

    /** The zones of a lake. The names of all files that hold this run's records begin with the run's id. */
    public static ZoneSinks of(Lake lake, Plan plan, String run) {
        ShippedPlan shipped = ShippedPlan.of(plan);
        LineFiles<SourceRecord> rawLines = new LineFiles<>(RawLine::write, Encoding.ZSTD);
        LineFiles<ErrorRecord> errorLines = new LineFiles<>(new ErrorLines(shipped), Encoding.PLAIN);
        return new ZoneSinks(
                zone(lake, plan, run, Zone.RAW, rawLines, record -> Instants.day(record.sourceTime())),
                zone(lake, plan, run, Zone.CLEAN, new CleanFiles(shipped), CleanRecord::eventDay),
                zone(lake, plan, run, Zone.ERROR, errorLines, record -> Instants.day(record.sourceTime())));
    }

    /** The same without raw, for records that come from there. */
    public ZoneSinks withoutRaw() {
        return new ZoneSinks(new DiscardingSink<>(), clean, error);
    }

    private static <T> Sink<T> zone(
            Lake lake, Plan plan, String run, Zone zone, BulkWriter.Factory<T> files, DayBuckets.Day<T> day) {
        DayBuckets<T> days = new DayBuckets<>(day);
        WatchedFiles<T> watched = new WatchedFiles<>(files);
        FileSink<T> sink = FileSink.forBulkFormat(new Path(lake.folder(zone, plan.dataset())), watched)
                .withBucketAssigner(days)
                .withRollingPolicy(new SealAtCheckpoint<>(LARGEST_FILE))
                .withOutputFileConfig(OutputFileConfig.builder()
                        .withPartPrefix(run)
                        .withPartSuffix(zone.suffix())
                        .build())
                .build();
        return new ZoneSink<>(sink, watched, days);
    }
}
