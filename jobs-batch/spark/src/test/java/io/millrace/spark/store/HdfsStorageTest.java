package io.millrace.spark.store;

import io.millrace.testkit.bucket.HadoopStoreContract;

class HdfsStorageTest extends HadoopStoreContract {}
