package io.millrace.contract;

/** How a record comes in: its format and the most bytes that one payload may have. */
public record Source(Format format, long maxBytes) {

    /** Bytes of one payload when the contract does not say otherwise: 1 MiB. */
    public static final long DEFAULT_MAX_BYTES = 1 << 20;
}
