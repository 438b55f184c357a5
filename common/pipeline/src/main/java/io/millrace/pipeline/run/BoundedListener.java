package io.millrace.pipeline.run;

import java.net.URI;
import java.util.Optional;

/** Is told how a bounded run goes. Methods are called on any thread and must return soon. */
public interface BoundedListener {

    /** The engine has started. {@code ui} is where people can watch it. */
    void started(Optional<URI> ui);

    /** How far it is: at least every few seconds, as far as the engine knows. */
    void progress(Progress progress);

    /** Something that people should know while the run goes on. */
    void notice(String message);

    /** Counts so far, and how many bytes of the input (as it is stored) have been read. */
    record Progress(Counts counts, long bytesRead) {}
}
