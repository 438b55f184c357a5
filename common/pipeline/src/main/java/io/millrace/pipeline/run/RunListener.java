package io.millrace.pipeline.run;

import java.net.URI;
import java.util.Optional;
import java.util.OptionalLong;

/** Is told how a run goes. Methods are called on any thread and must return soon. */
public interface RunListener {

    /** The run has started. {@code ui} is where people can watch it; {@code stop} ends it in good order when called. */
    void started(Optional<URI> ui, String restoredFrom, StopHandle stop);

    void progress(Progress progress);

    /** Something that people should know while the run goes on, such as a broker that is away. */
    void notice(String message);

    /** Asks a run to stop: everything read so far is committed and the state kept, then {@link Runner#run} returns. */
    interface StopHandle {
        void stop();
    }

    /** Counts since this run began, and how far it lags. */
    record Progress(Counts counts, OptionalLong lag, OptionalLong checkpointAgeMillis) {}
}
