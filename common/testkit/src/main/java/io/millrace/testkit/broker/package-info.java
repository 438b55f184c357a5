/** A real Kafka broker for demos and tests: one KRaft node in a process of its own, gone with whoever started it. */
package io.millrace.testkit.broker;
