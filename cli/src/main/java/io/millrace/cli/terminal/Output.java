package io.millrace.cli.terminal;

/** The form in which a verb gives its result. */
public enum Output {
    TEXT,
    JSON
}
