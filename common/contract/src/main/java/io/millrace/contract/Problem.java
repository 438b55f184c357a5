package io.millrace.contract;

import java.util.Optional;

/**
 * Something wrong (or doubtful) in a contract file. {@code offending} is the text that stands there, {@code advice} what
 * to do about it. Lines and columns count from 1.
 */
public record Problem(
        Severity severity,
        String file,
        int line,
        int column,
        String offending,
        String message,
        Optional<String> advice) {

    public enum Severity {
        ERROR,
        WARNING
    }

    /** {@code contract.yaml:7:3}, as editors and terminals make it a link. */
    public String place() {
        return file + ":" + line + ":" + column;
    }
}
