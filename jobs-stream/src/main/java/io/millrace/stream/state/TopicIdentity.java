package io.millrace.stream.state;

import io.millrace.pipeline.run.RunFailure;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.FileSystem.WriteMode;
import org.apache.flink.core.fs.Path;

/**
 * Which topic the offsets in a job's state belong to: {@code <state>/<job>/topics/<topic>} holds the broker's own id of it.
 * A topic that was deleted and made anew has the same name, and other records at the same offsets.
 */
public final class TopicIdentity {

    private final String topic;
    private final Path file;

    public TopicIdentity(URI state, String job, String topic) {
        this.topic = topic;
        file = new Path(new Path(state), job + "/topics/" + topic);
    }

    /** Refuses to go on with offsets that mean other records than they did. */
    public void check(String id) throws RunFailure, IOException {
        FileSystem files = file.getFileSystem();
        if (!files.exists(file)) {
            return;
        }
        try (InputStream in = files.open(file)) {
            String known = new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
            if (!known.equals(id)) {
                throw new RunFailure(
                        RunFailure.Kind.DATA,
                        "topic " + topic
                                + " is not the one that was read before: it was deleted and made anew (its id was "
                                + known + " and is " + id + "), so the same offsets are other records. Read it into"
                                + " another lake with a state folder of its own, or give the topic another name.");
            }
        }
    }

    public void remember(String id) throws IOException {
        try (OutputStream out = file.getFileSystem().create(file, WriteMode.OVERWRITE)) {
            out.write((id + "\n").getBytes(StandardCharsets.UTF_8));
        }
    }
}
