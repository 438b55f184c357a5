package io.millrace.stream;

import io.millrace.testkit.bucket.Bucket;
import io.millrace.testkit.bucket.Buckets;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

@EnabledIfSystemProperty(named = Buckets.NAMENODE, matches = ".+")
class HdfsIT extends BucketContract {

    @Override
    Bucket open() {
        return Buckets.hadoop();
    }
}
