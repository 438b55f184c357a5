package io.millrace.stream;

import io.millrace.pipeline.row.SourceRecord;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SourceSplit;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/**
 * A source that asks a guard before its job begins from nothing, and before it goes on from a snapshot. Only the cluster
 * knows which of both a job does: its configuration, its high availability and its restarts decide. The state is that of
 * the source within.
 */
final class GuardedSource<S extends SourceSplit, E> implements Source<SourceRecord, S, E> {

    private static final long serialVersionUID = 1;

    private final Source<SourceRecord, S, E> source;
    private final StartGuard guard;

    GuardedSource(Source<SourceRecord, S, E> source, StartGuard guard) {
        this.source = source;
        this.guard = guard;
    }

    @Override
    public SplitEnumerator<S, E> createEnumerator(SplitEnumeratorContext<S> context) throws Exception {
        guard.beginsFromNothing();
        return source.createEnumerator(context);
    }

    @Override
    public SplitEnumerator<S, E> restoreEnumerator(SplitEnumeratorContext<S> context, E state) throws Exception {
        guard.goesOn();
        return source.restoreEnumerator(context, state);
    }

    @Override
    public Boundedness getBoundedness() {
        return source.getBoundedness();
    }

    @Override
    public SourceReader<SourceRecord, S> createReader(SourceReaderContext context) throws Exception {
        return source.createReader(context);
    }

    @Override
    public SimpleVersionedSerializer<S> getSplitSerializer() {
        return source.getSplitSerializer();
    }

    @Override
    public SimpleVersionedSerializer<E> getEnumeratorCheckpointSerializer() {
        return source.getEnumeratorCheckpointSerializer();
    }
}
