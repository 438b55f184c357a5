package io.millrace.testkit.bucket;

import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** What files in Hadoop's file system promise. */
@EnabledIfSystemProperty(named = Buckets.NAMENODE, matches = ".+")
public abstract class HadoopStoreContract extends ObjectStoreContract {

    @Override
    final Bucket bucket() {
        return Buckets.hadoop();
    }

    @Override
    String refusalOf(String nowhere) {
        return "cannot be reached";
    }
}
