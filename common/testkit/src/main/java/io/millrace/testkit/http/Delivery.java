package io.millrace.testkit.http;

/** How an answer reaches the client. */
public enum Delivery {
    WHOLE,
    /** The connection is reset and no byte of the answer arrives. */
    RESET,
    /** The connection ends in good order, without an answer. */
    NONE,
    /** Half of the body arrives, then the connection ends. */
    CUT,
    /** The body arrives in small pieces with pauses between them. */
    SLOW
}
