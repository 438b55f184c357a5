package io.millrace.pipeline.row;

/**
 * Identity of a business key: 256 bits of a cryptographic hash over the standardized key values, keyed when one of them
 * is masked, so that it neither collides nor gives a masked value away.
 */
public record RowKey(long a, long b, long c, long d) {

    /** Stated, because state is spread by it: what a record makes up by itself may change with the Java release. */
    @Override
    public int hashCode() {
        return Long.hashCode(a);
    }
}
