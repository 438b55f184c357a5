/** A Kafka topic as a source that loses nothing in silence. */
package io.millrace.flink.kafka;
