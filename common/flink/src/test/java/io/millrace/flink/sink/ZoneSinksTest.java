package io.millrace.flink.sink;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.flink.Payments;
import io.millrace.flink.type.ValueType;
import io.millrace.pipeline.row.Position;
import io.millrace.pipeline.row.SourceRecord;
import io.millrace.zones.Lake;
import io.millrace.zones.Zone;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.connector.file.sink.FileSinkCommittable;
import org.apache.flink.streaming.api.connector.sink2.CommittableMessage;
import org.apache.flink.streaming.runtime.operators.sink.SinkWriterOperatorFactory;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("try") // Flink's harness closes with any exception
class ZoneSinksTest {

    private static final long DAY = 86_400_000_000L;

    @TempDir
    private Path folder;

    @Test
    void records_of_ever_so_many_days_never_have_more_than_a_few_files_open() throws Exception {
        Lake lake = new Lake(folder.toUri());
        ZoneSinks sinks = ZoneSinks.of(lake, Payments.keepingFirst(), "run");
        try (OneInputStreamOperatorTestHarness<SourceRecord, CommittableMessage<FileSinkCommittable>> harness =
                new OneInputStreamOperatorTestHarness<>(
                        new SinkWriterOperatorFactory<>(sinks.raw()), ValueType.SOURCE_RECORD.serializer())) {
            harness.open();
            long before = openFiles();

            for (int day = 0; day < 1000; day++) {
                harness.processElement(new StreamRecord<>(
                        new SourceRecord(new Position("t", "0", day), day * DAY, null, List.of(), new byte[] {'x'})));
                assertThat(openFiles() - before).isLessThanOrEqualTo(ZoneWriter.MAX_OPEN_DAYS + 16);
            }
            harness.prepareSnapshotPreBarrier(1);

            assertThat(files(Zone.RAW, lake)).hasSize(1000);
        }
    }

    private static List<Path> files(Zone zone, Lake lake) throws IOException {
        try (Stream<Path> all = Files.walk(Path.of(lake.folder(zone, "payments")))) {
            return all.filter(Files::isRegularFile).toList();
        }
    }

    private static long openFiles() throws IOException {
        try (Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
            return open.count();
        }
    }
}
