/** The verb that runs datasets from Kafka into the zones. */
package io.millrace.cli.stream;
