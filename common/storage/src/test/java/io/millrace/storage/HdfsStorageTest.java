package io.millrace.storage;

import io.millrace.testkit.bucket.HadoopStoreContract;

class HdfsStorageTest extends HadoopStoreContract {}
