/** Lakes on object stores. Flink's file systems do the work, with or without a cluster around them. */
package io.millrace.storage;
