package io.millrace.zones.parquet;

import java.io.OutputStream;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.MessageType;

/** What all writers of clean files tell Parquet: schema and footer, to which it adds the seal. */
abstract class CleanSupport<T> extends WriteSupport<T> {

    private final MessageType schema;
    private final Map<String, String> footer;
    private final SealingStream stream;
    private RecordConsumer consumer;

    CleanSupport(MessageType schema, Map<String, String> footer, OutputStream out) {
        this.schema = schema;
        this.footer = footer;
        this.stream = new SealingStream(out);
    }

    final SealingStream stream() {
        return stream;
    }

    final RecordConsumer consumer() {
        return consumer;
    }

    @Override
    public final WriteContext init(ParquetConfiguration configuration) {
        return new WriteContext(schema, footer);
    }

    @Override
    @SuppressWarnings("deprecation") // abstract still
    public final WriteContext init(Configuration configuration) {
        return new WriteContext(schema, footer);
    }

    @Override
    public final void prepareForWrite(RecordConsumer recordConsumer) {
        consumer = recordConsumer;
    }

    @Override
    public final FinalizedWriteContext finalizeWrite() {
        stream.endBegins();
        return new FinalizedWriteContext(Map.of(Seal.KEY, Seal.BLANK));
    }
}
