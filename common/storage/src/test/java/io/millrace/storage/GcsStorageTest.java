package io.millrace.storage;

import io.millrace.testkit.bucket.GoogleStoreContract;

class GcsStorageTest extends GoogleStoreContract {}
