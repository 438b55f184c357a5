/** What a run asks the broker: topics, where they begin and end, whether it is there at all. */
package io.millrace.stream.kafka;
