package io.millrace.contract;

/** The formats in which a source record may be written. A further format is one constant here and one reader. */
public enum Format {
    JSON
}
