/**
 * Says of a file whether it can be trusted: by its seal, else in a process of its own, where native code that crashes harms
 * nothing.
 */
package io.millrace.finalizer.probe;
