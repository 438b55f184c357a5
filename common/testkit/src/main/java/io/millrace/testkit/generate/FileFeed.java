package io.millrace.testkit.generate;

import java.io.IOException;
import java.io.OutputStream;

/** Writes records as lines; the generator's carrier must be {@link Carrier#LINES}. The stream stays open. */
public final class FileFeed {

    private final OutputStream out;
    private final Pace pace;

    public FileFeed(OutputStream out, Pace pace) {
        this.out = out;
        this.pace = pace;
    }

    /** Writes until the generator or the listener ends it, and says what must become of all that was generated. */
    public Expectation run(RecordGenerator generator, FeedListener listener) throws IOException {
        if (generator.options().carrier() != Carrier.LINES) {
            throw new IllegalArgumentException("a file takes lines; the generator makes messages");
        }
        LineBuffer lines = new LineBuffer(out);
        FeedMeter meter = new FeedMeter(pace, listener, lines, generator.generated());
        GeneratedRecord record = new GeneratedRecord();
        while (meter.admits(generator.generated(), lines.bytes()) && generator.next(record)) {
            lines.add(record);
        }
        lines.flush();
        listener.progress(generator.generated(), lines.bytes());
        return generator.expectation();
    }
}
