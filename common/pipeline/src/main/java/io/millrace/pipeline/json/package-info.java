/** JSON as RFC 8259 says it, read from bytes: strict, without a tree, every value a slice of the payload. */
package io.millrace.pipeline.json;
