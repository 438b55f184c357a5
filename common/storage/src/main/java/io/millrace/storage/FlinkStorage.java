package io.millrace.storage;

import io.millrace.pipeline.run.RunFailure;
import io.millrace.zones.file.Refusal;
import io.millrace.zones.file.Storage;
import io.millrace.zones.file.ZoneFiles;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.Set;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;

/** Google Cloud Storage, S3 and HDFS. */
public final class FlinkStorage implements Storage {

    @Override
    public Set<String> schemes() {
        return Set.of("gs", "s3", "hdfs");
    }

    @Override
    public ZoneFiles files(Map<String, String> options) throws RunFailure {
        FlinkPlugins.load(options);
        return new FlinkFiles();
    }

    /** Tries whether the bucket is there for us, so that a run ends before it has begun when it is not. */
    @Override
    public void reach(URI place) throws RunFailure {
        Path bucket = new Path(place.resolve("/"));
        try {
            FileSystem files = bucket.getFileSystem();
            if (!files.exists(bucket)) {
                throw Refusal.noBucket(place);
            }
            // The root alone is believed to be there by S3's connector; of a folder it asks.
            files.exists(new Path(place));
        } catch (IOException e) {
            throw Refusal.of(place, e);
        }
    }
}
