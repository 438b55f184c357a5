package io.millrace.spark.store;

import io.millrace.pipeline.run.RunFailure;
import java.io.IOException;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;

/**
 * Hadoop's connectors in this JVM, one a bucket, all with the same settings. Hadoop's own cache is passed by: it would
 * keep a connector with the settings of whoever asked first.
 */
final class Connectors {

    private static Connectors current = new Connectors(Map.of());

    private final Map<String, String> options;
    private final Configuration configuration;
    private final Map<String, FileSystem> open = new HashMap<>();

    private Connectors(Map<String, String> options) {
        this.options = Map.copyOf(options);
        configuration = HadoopOptions.onto(new Configuration(), options);
        // Tasks of an engine may have a loader of their own in their thread, which knows less.
        configuration.setClassLoader(Connectors.class.getClassLoader());
    }

    /** Those of this JVM, with these settings in place of those they had. */
    static synchronized Connectors with(Map<String, String> options) throws RunFailure {
        if (!options.equals(current.options)) {
            HadoopOptions.refuseUnread(options);
            current.close();
            current = new Connectors(options);
        }
        return current;
    }

    static synchronized Connectors current() {
        return current;
    }

    /** What to say when nobody has told who we are, and the machine may not be asked. */
    Optional<String> unknownCaller(URI place) {
        return HadoopOptions.unknownCaller(place, configuration);
    }

    synchronized FileSystem of(URI place) throws IOException {
        String bucket = place.getScheme() + "://" + place.getAuthority();
        FileSystem files = open.get(bucket);
        if (files == null) {
            Optional<String> unknown = unknownCaller(place);
            if (unknown.isPresent()) {
                throw new IOException(unknown.get());
            }
            files = connect(URI.create(bucket));
            open.put(bucket, files);
        }
        return files;
    }

    private FileSystem connect(URI bucket) throws IOException {
        try {
            return FileSystem.newInstance(bucket, configuration);
        } catch (IllegalArgumentException e) { // such as a name that no machine has
            throw new IOException(e.getMessage(), e);
        }
    }

    private synchronized void close() throws RunFailure {
        for (FileSystem files : open.values()) {
            try {
                files.close();
            } catch (IOException e) {
                throw new RunFailure(RunFailure.Kind.INTERNAL, "a connector cannot be closed: " + e.getMessage(), e);
            }
        }
        open.clear();
    }
}
