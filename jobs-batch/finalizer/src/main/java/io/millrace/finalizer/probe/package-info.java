/** Says of a file whether it can be trusted, in a process of its own: native code that crashes there harms nothing. */
package io.millrace.finalizer.probe;
