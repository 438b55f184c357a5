package io.millrace.stream;

import io.millrace.testkit.bucket.Bucket;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The lake of a bucket in the folder of a test, where it is looked at like any other. */
final class LakeCopy {

    private LakeCopy() {}

    /** The files that the bucket has. */
    static List<String> names(Bucket bucket) throws IOException {
        return bucket.names().stream()
                .filter(name -> name.startsWith("lake/") && !name.endsWith("/"))
                .toList();
    }

    static void fetch(Bucket bucket, Path folder) throws IOException {
        fetch(bucket, names(bucket), folder);
    }

    static void fetch(Bucket bucket, List<String> names, Path folder) throws IOException {
        for (String name : names) {
            Path target = folder.resolve(name);
            Files.createDirectories(target.getParent());
            Files.write(target, bucket.content(name));
        }
    }
}
