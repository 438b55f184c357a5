/** Which record of a key is the clean one: a pure decision that every runner shares, whatever keeps its state. */
package io.millrace.pipeline.dedupe;
