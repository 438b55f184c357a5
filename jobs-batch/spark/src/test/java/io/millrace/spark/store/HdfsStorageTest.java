package io.millrace.spark.store;

import io.millrace.testkit.bucket.Buckets;
import io.millrace.testkit.bucket.HadoopStoreContract;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

@EnabledIfSystemProperty(named = Buckets.NAMENODE, matches = ".+")
class HdfsStorageTest extends HadoopStoreContract {}
