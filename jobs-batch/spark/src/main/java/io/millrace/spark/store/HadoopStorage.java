package io.millrace.spark.store;

import io.millrace.pipeline.run.RunFailure;
import io.millrace.zones.file.Refusal;
import io.millrace.zones.file.Storage;
import io.millrace.zones.file.ZoneFiles;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** Google Cloud Storage, S3 and HDFS in a process of Spark. */
public final class HadoopStorage implements Storage {

    @Override
    public Set<String> schemes() {
        return Set.of("gs", "s3", "hdfs");
    }

    @Override
    public ZoneFiles files(Map<String, String> options) throws RunFailure {
        return new HadoopFiles(Connectors.with(options));
    }

    /** Tries whether the bucket is there for us, so that a run ends before it has begun when it is not. */
    @Override
    public void reach(URI place) throws RunFailure {
        Connectors connectors = Connectors.current();
        Optional<String> unknown = connectors.unknownCaller(place);
        if (unknown.isPresent()) {
            throw new RunFailure(RunFailure.Kind.USAGE, unknown.get());
        }
        try {
            FileSystem files = connectors.of(place);
            if (!files.exists(new Path(place.resolve("/")))) {
                throw Refusal.noBucket(place);
            }
            // The root alone is believed to be there by S3's connector; of a folder it asks.
            files.exists(new Path(place));
        } catch (IOException e) {
            throw Refusal.of(place, e);
        }
    }
}
