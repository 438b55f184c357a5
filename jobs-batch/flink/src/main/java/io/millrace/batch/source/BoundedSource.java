package io.millrace.batch.source;

import io.millrace.pipeline.row.SourceRecord;
import io.millrace.pipeline.run.BoundedInput;
import java.io.IOException;
import java.util.ArrayList;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.util.InstantiationUtil;

/**
 * The records of an input, each with the place in the order of all records as its timestamp. Read once, from
 * the beginning to the end: there are no checkpoints in a bounded run, which counts as a whole or not at all.
 */
public final class BoundedSource implements Source<SourceRecord, Part, Integer> {

    private static final long serialVersionUID = 1;

    private final ArrayList<ShippedFile> files = new ArrayList<>();
    private final ArrayList<RawPart> raw = new ArrayList<>();
    private final long chunkBytes;

    /**
     * Takes an input.
     *
     * @param chunkBytes how much of a plain file is read by one task at a time
     */
    public BoundedSource(BoundedInput input, long chunkBytes) {
        if (input instanceof BoundedInput.Files given) {
            given.files().forEach(file -> files.add(ShippedFile.of(file)));
        } else if (input instanceof BoundedInput.RawZone zone) {
            zone.files().forEach(file -> raw.add(RawPart.of(file)));
        }
        this.chunkBytes = chunkBytes;
    }

    @Override
    public Boundedness getBoundedness() {
        return Boundedness.BOUNDED;
    }

    @Override
    public SourceReader<SourceRecord, Part> createReader(SourceReaderContext context) {
        return new PartReader(context);
    }

    @Override
    public SplitEnumerator<Part, Integer> createEnumerator(SplitEnumeratorContext<Part> context) {
        return new PartHandout(context, files, raw, chunkBytes);
    }

    @Override
    public SplitEnumerator<Part, Integer> restoreEnumerator(SplitEnumeratorContext<Part> context, Integer checkpoint) {
        throw new IllegalStateException("a bounded run is never restored");
    }

    @Override
    public SimpleVersionedSerializer<Part> getSplitSerializer() {
        return new JavaSerializer<>(Part.class);
    }

    @Override
    public SimpleVersionedSerializer<Integer> getEnumeratorCheckpointSerializer() {
        return new JavaSerializer<>(Integer.class);
    }

    /** Between processes of one run only, which are of one release. */
    private static final class JavaSerializer<T> implements SimpleVersionedSerializer<T> {
        private final Class<T> type;

        JavaSerializer(Class<T> type) {
            this.type = type;
        }

        @Override
        public int getVersion() {
            return 1;
        }

        @Override
        public byte[] serialize(T value) throws IOException {
            return InstantiationUtil.serializeObject(value);
        }

        @Override
        public T deserialize(int version, byte[] serialized) throws IOException {
            try {
                return type.cast(InstantiationUtil.deserializeObject(serialized, type.getClassLoader()));
            } catch (ClassNotFoundException e) {
                throw new IOException("the class path here differs from the sender's", e);
            }
        }
    }
}
