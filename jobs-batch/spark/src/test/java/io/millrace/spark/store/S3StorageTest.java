package io.millrace.spark.store;

import io.millrace.testkit.bucket.AmazonStoreContract;

class S3StorageTest extends AmazonStoreContract {}
