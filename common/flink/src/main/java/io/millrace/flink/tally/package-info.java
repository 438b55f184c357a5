/** What a run did with its records, kept in checkpoints so that the counts are exact whatever fails in between. */
package io.millrace.flink.tally;
