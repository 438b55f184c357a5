/** Folders on any file system that Flink reaches. */
package io.millrace.stream.files;
