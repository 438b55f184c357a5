/** Brings plans to the tasks that carry them out. */
package io.millrace.pipeline.ship;
