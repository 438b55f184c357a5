package io.millrace.contract;

import java.time.ZoneId;
import java.util.Optional;

/**
 * The type of a field. Sealed: a new type is one record here, and the compiler then names every switch that has to
 * learn it.
 */
public sealed interface Type {

    /** 32 bit integer. */
    record Int() implements Type {}

    /** 64 bit integer. */
    record Bigint() implements Type {}

    /** Exact number of at most {@code precision} digits, {@code scale} of them after the point; precision is 1 to 38. */
    record Decimal(int precision, int scale) implements Type {
        public static final int MAX_PRECISION = 38;
    }

    /** IEEE 754 binary64, finite. */
    record Real() implements Type {}

    record Bool() implements Type {}

    record Text() implements Type {}

    /** A day, held as days since 1970-01-01. */
    record Date() implements Type {}

    /** An instant, held as micros since 1970-01-01T00:00:00Z; local times without offset are read in {@code zone}. */
    record Timestamp(ZoneId zone, Optional<EpochUnit> unit) implements Type {}

    /** Any JSON value, kept as the text it came in. */
    record Json() implements Type {}

    /** Unit of an instant that is written as an integer. */
    enum EpochUnit {
        SECONDS,
        MILLIS,
        MICROS,
        NANOS
    }

    /** The name by which a contract declares the type, such as {@code decimal(18,2)}. */
    default String declaration() {
        if (this instanceof Int) {
            return "int";
        } else if (this instanceof Bigint) {
            return "bigint";
        } else if (this instanceof Decimal decimal) {
            return "decimal(" + decimal.precision() + "," + decimal.scale() + ")";
        } else if (this instanceof Real) {
            return "double";
        } else if (this instanceof Bool) {
            return "boolean";
        } else if (this instanceof Text) {
            return "string";
        } else if (this instanceof Date) {
            return "date";
        } else if (this instanceof Timestamp) {
            return "timestamp";
        }
        return "json";
    }
}
