/** Records, rows and outcomes: the values that travel through every runner. */
package io.millrace.pipeline.row;
