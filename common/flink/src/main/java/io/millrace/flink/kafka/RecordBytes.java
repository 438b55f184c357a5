package io.millrace.flink.kafka;

import io.millrace.flink.type.ValueType;
import io.millrace.pipeline.row.Position;
import io.millrace.pipeline.row.SourceRecord;
import io.millrace.pipeline.row.SourceRecord.Header;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Wraps a Kafka record as it is. Nothing is parsed here: an exception at this place would stop the job for ever. */
final class RecordBytes implements KafkaRecordDeserializationSchema<SourceRecord> {

    private static final long serialVersionUID = 1;

    /** 0001-01-01 and 9999-12-31T23:59:59.999 UTC: days with a name. A producer may write any number it likes. */
    private static final long FIRST_MILLI = -62_135_596_800_000L;

    private static final long LAST_MILLI = 253_402_300_799_999L;
    private static final long MICROS = 1_000;

    private transient int partition;
    private transient String split;

    @Override
    public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<SourceRecord> out) {
        if (split == null || partition != record.partition()) {
            partition = record.partition();
            split = Integer.toString(partition);
        }
        long milli = Math.max(FIRST_MILLI, Math.min(LAST_MILLI, record.timestamp()));
        out.collect(new SourceRecord(
                new Position(record.topic(), split, record.offset()),
                milli * MICROS,
                record.key(),
                headers(record),
                record.value()));
    }

    private static List<Header> headers(ConsumerRecord<byte[], byte[]> record) {
        org.apache.kafka.common.header.Header[] headers = record.headers().toArray();
        if (headers.length == 0) {
            return List.of();
        }
        List<Header> list = new ArrayList<>(headers.length);
        for (org.apache.kafka.common.header.Header header : headers) {
            list.add(new Header(header.key(), header.value()));
        }
        return List.copyOf(list);
    }

    @Override
    public TypeInformation<SourceRecord> getProducedType() {
        return ValueType.SOURCE_RECORD;
    }
}
