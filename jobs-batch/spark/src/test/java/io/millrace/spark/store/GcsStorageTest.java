package io.millrace.spark.store;

import io.millrace.testkit.bucket.GoogleStoreContract;

class GcsStorageTest extends GoogleStoreContract {}
