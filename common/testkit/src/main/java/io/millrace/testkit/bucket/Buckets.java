package io.millrace.testkit.bucket;

import io.millrace.testkit.gcs.GcsEmulator;
import io.millrace.testkit.s3.S3Emulator;
import java.io.IOException;
import java.util.Map;

/**
 * Where buckets come from: an emulator in this JVM, or, for tests that hold the emulators against others, a server on
 * {@code -Dmillrace.gs.endpoint} or {@code -Dmillrace.s3.endpoint} in which there is a bucket named {@code millrace}, or
 * {@code -Dmillrace.hdfs.namenode}.
 */
public final class Buckets {

    private static final String NAME = "millrace";
    private static final String FOREIGN_GS = "millrace.gs.endpoint";
    private static final String FOREIGN_S3 = "millrace.s3.endpoint";
    private static final String FOREIGN_SECRET = "millrace.s3.secret";

    /** Names the server of Hadoop's file system, {@code host:port}; there is none of our own. */
    public static final String NAMENODE = "millrace.hdfs.namenode";

    private Buckets() {}

    /** One of Google Cloud Storage. */
    public static Bucket google() throws IOException {
        String foreign = System.getProperty(FOREIGN_GS, "");
        return foreign.isEmpty() ? emulatedGoogle(NAME) : new ForeignBucket("gs", NAME, GoogleBucket.options(foreign));
    }

    /** One of S3. */
    public static Bucket amazon() throws IOException {
        String foreign = System.getProperty(FOREIGN_S3, "");
        if (foreign.isEmpty()) {
            return emulatedAmazon(NAME);
        }
        String secret = System.getProperty(FOREIGN_SECRET, "");
        return new ForeignBucket("s3", NAME, S3Emulator.options(foreign, secret));
    }

    /** A folder of Hadoop's file system. */
    public static Bucket hadoop() {
        return new ForeignBucket("hdfs", System.getProperty(NAMENODE), Map.of());
    }

    public static Bucket emulatedGoogle(String name) throws IOException {
        return new GoogleBucket(name, GcsEmulator.start(0).bucket(name));
    }

    public static Bucket emulatedAmazon(String name) throws IOException {
        return new AmazonBucket(name, S3Emulator.start(0).bucket(name));
    }
}
