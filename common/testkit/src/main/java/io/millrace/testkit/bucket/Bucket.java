package io.millrace.testkit.bucket;

import io.millrace.testkit.http.Faults;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;

/** A bucket, or a part of one, that is empty at first. */
public interface Bucket extends AutoCloseable {

    /** Begins all names, and ends in a slash. */
    URI root();

    /** What a connector must be told to get there. */
    Map<String, String> options();

    /** What stands below the root, in order; the names begin after it. */
    List<String> names() throws IOException;

    byte[] content(String name) throws IOException;

    /** Requests so far, by what they ask for; those of {@code UNKNOWN} an emulator could not answer. */
    Map<String, Integer> requests();

    /** Requests so far, by what their clients call themselves. */
    Map<String, Integer> agents();

    /** Which requests fail. */
    Faults faults();

    /** Uploads that were begun, and neither completed nor given up. */
    int openUploads();

    @Override
    void close() throws IOException;
}
