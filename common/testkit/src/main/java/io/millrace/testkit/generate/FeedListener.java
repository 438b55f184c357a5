package io.millrace.testkit.generate;

/** Watches a feed and may end it. */
public interface FeedListener {

    /** Lets a feed run to its end unwatched. */
    FeedListener NONE = new FeedListener() {};

    /** What was sent so far; called several times a second at most, on the thread of the feed. */
    default void progress(long records, long bytes) {}

    /** Asked often; after a no the feed ends in good order, and the expectation covers exactly what it sent. */
    default boolean goesOn() {
        return true;
    }
}
