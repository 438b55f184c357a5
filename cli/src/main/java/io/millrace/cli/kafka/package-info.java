/** The command's own dealings with Kafka: whether it answers, which offsets it has. */
package io.millrace.cli.kafka;
