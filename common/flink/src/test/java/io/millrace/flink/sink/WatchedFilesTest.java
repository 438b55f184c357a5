package io.millrace.flink.sink;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.flink.Payments;
import io.millrace.flink.sink.LineFiles.Encoding;
import io.millrace.pipeline.row.SourceRecord;
import io.millrace.zones.RawLine;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.flink.api.common.serialization.BulkWriter;
import org.apache.flink.core.fs.local.LocalDataOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WatchedFilesTest {

    @TempDir
    private Path folder;

    private final WatchedFiles<SourceRecord> files = new WatchedFiles<>(new LineFiles<>(RawLine::write, Encoding.ZSTD));

    @Test
    void a_finished_file_is_no_longer_watched() throws Exception {
        try (LocalDataOutputStream out =
                new LocalDataOutputStream(folder.resolve("a").toFile())) {
            BulkWriter<SourceRecord> writer = files.create(out);
            writer.addElement(Payments.record(1, "x"));
            assertThat(files.unfinished()).isEqualTo(1);

            writer.finish();

            assertThat(files.unfinished()).isZero();
        }
        assertThat(Files.size(folder.resolve("a"))).isPositive();
    }

    @Test
    void an_abandoned_file_lets_go_without_writing_a_byte_more() throws Exception {
        try (LocalDataOutputStream out =
                new LocalDataOutputStream(folder.resolve("b").toFile())) {
            files.create(out).addElement(Payments.record(1, "x"));

            files.abandon();

            assertThat(files.unfinished()).isZero();
        }
        assertThat(Files.size(folder.resolve("b"))).isZero();
    }
}
