package io.millrace.flink.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.pipeline.row.SourceRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.flink.api.common.functions.util.ListCollector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

class RecordBytesTest {

    private static final byte[] NOT_UTF8 = {-1, -2};

    @Test
    void everything_that_came_is_handed_on() {
        SourceRecord record = wrap(1_700_000_000_123L, NOT_UTF8, NOT_UTF8);

        assertThat(record.position().source()).isEqualTo("topic");
        assertThat(record.position().split()).isEqualTo("3");
        assertThat(record.position().offset()).isEqualTo(42);
        assertThat(record.sourceTime()).isEqualTo(1_700_000_000_123_000L);
        assertThat(record.key()).isEqualTo(NOT_UTF8);
        assertThat(record.payload()).isEqualTo(NOT_UTF8);
        assertThat(record.headers().get(0).name()).isEqualTo("h");
        assertThat(record.headers().get(0).value()).isNull();
    }

    @Test
    void a_tombstone_without_key_is_a_record() {
        SourceRecord record = wrap(0, null, null);

        assertThat(record.key()).isNull();
        assertThat(record.payload()).isNull();
    }

    @Test
    void a_time_that_no_calendar_has_becomes_the_nearest_that_it_has() {
        assertThat(wrap(Long.MAX_VALUE, null, null).sourceTime()).isEqualTo(253_402_300_799_999_000L);
        assertThat(wrap(Long.MIN_VALUE, null, null).sourceTime()).isEqualTo(-62_135_596_800_000_000L);
    }

    private static SourceRecord wrap(long timestamp, byte[] key, byte[] payload) {
        RecordHeaders headers = new RecordHeaders(List.of(new RecordHeader("h", (byte[]) null)));
        ConsumerRecord<byte[], byte[]> record = new ConsumerRecord<>(
                "topic", 3, 42, timestamp, TimestampType.CREATE_TIME, 0, 0, key, payload, headers, Optional.empty());
        List<SourceRecord> out = new ArrayList<>();
        new RecordBytes().deserialize(record, new ListCollector<>(out));
        return out.get(0);
    }
}
