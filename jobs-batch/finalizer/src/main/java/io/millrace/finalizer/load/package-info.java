/** From committed files of the zones to facts: what is new is found, staged, probed and loaded in one transaction. */
package io.millrace.finalizer.load;
