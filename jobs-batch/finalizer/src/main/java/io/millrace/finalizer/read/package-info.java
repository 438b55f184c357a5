/** Questions put to a published version. */
package io.millrace.finalizer.read;
