package io.millrace.contract;

import java.util.Locale;

/** A step that rewrites text before it is judged; steps run in the order the contract lists them. */
public enum Standardizer {
    TRIM,
    STRIP_SPACES,
    COLLAPSE_SPACES,
    UPPER,
    LOWER,
    NFC,
    EMPTY_TO_NULL;

    /** The name by which a contract lists it. */
    public String declaration() {
        return name().toLowerCase(Locale.ROOT);
    }
}
