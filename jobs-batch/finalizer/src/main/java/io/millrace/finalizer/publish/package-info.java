/** Published versions: immutable copies that readers open while the next load goes on. */
package io.millrace.finalizer.publish;
