/**
 * An emulator of Google Cloud Storage's JSON API, in this JVM, for tests and the demo. It holds what the documentation of
 * the API promises about generations, preconditions, checksums and resumable uploads, and fails on request.
 */
package io.millrace.testkit.gcs;
