/** Buckets of object stores for tests and the demo, whatever serves them. */
package io.millrace.testkit.bucket;
