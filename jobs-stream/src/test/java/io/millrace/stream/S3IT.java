package io.millrace.stream;

import io.millrace.testkit.bucket.Bucket;
import io.millrace.testkit.bucket.Buckets;
import java.io.IOException;

class S3IT extends BucketContract {

    @Override
    Bucket open() throws IOException {
        return Buckets.amazon();
    }
}
