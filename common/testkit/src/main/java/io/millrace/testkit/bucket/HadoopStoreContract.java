package io.millrace.testkit.bucket;

/** What files in Hadoop's file system promise; only where {@link Buckets#NAMENODE} names one. */
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
