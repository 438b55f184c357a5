package io.millrace.testkit.generate;

/** What carries the records, and so what a payload may be. */
public enum Carrier {
    /** Kafka: any bytes, none at all, and null. */
    MESSAGES,
    /** A text file: no line feed, never blank; {@link BadKind#EMPTY} is left out, other kinds keep to one line. */
    LINES
}
