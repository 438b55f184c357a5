package io.millrace.stream;

import io.millrace.testkit.bucket.Bucket;
import io.millrace.testkit.bucket.Buckets;
import java.io.IOException;
import org.junit.jupiter.api.Tag;

@Tag("slow")
class S3FaultsIT extends FaultContract {

    @Override
    Bucket open() throws IOException {
        return Buckets.amazon();
    }
}
