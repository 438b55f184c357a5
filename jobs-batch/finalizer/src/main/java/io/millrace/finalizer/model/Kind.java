package io.millrace.finalizer.model;

import java.util.Locale;

/** What an object of the SQL folder is. The order is that of the folders, and of the data. */
public enum Kind {
    STAGING("staging"),
    DIMENSION("dimensions"),
    FACT("facts"),
    MART("marts"),
    VIEW("views"),
    CHECK("checks");

    private final String folder;

    Kind(String folder) {
        this.folder = folder;
    }

    /** Where its files stand. */
    public String folder() {
        return folder;
    }

    /** How a message calls one of them. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether it is kept as a table, with a key. */
    public boolean isTable() {
        return this == DIMENSION || this == FACT || this == MART;
    }
}
