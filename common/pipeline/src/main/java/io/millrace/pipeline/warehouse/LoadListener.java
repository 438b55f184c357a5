package io.millrace.pipeline.warehouse;

import io.millrace.pipeline.run.RunListener.StopHandle;

/** Is told how loading goes, on the thread that loads. */
public interface LoadListener {

    /** Loading has begun; {@code stop} ends it after the step that is being done. */
    void started(StopHandle stop);

    /** A step is done. */
    void done(LoadStep step);

    /** A load has ended that found something to do. */
    void loaded(LoadSummary summary);

    /** Something that people should know while loading goes on. */
    void notice(String message);
}
