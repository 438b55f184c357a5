package io.millrace.stream;

import io.millrace.testkit.bucket.Bucket;
import io.millrace.testkit.bucket.Buckets;
import java.io.IOException;

class GcsFaultsIT extends FaultContract {

    @Override
    Bucket open() throws IOException {
        return Buckets.google();
    }
}
