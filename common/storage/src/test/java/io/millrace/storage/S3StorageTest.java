package io.millrace.storage;

import io.millrace.testkit.bucket.AmazonStoreContract;

class S3StorageTest extends AmazonStoreContract {}
