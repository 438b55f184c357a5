package io.millrace.pipeline.upgrade;

import io.millrace.contract.diff.Change;
import io.millrace.contract.diff.Verdict;

/**
 * Something that is different.
 *
 * @param kind its name in the table of docs/reference/upgrade.md
 * @param what what was and what is
 * @param wayOut what to do; empty where nothing is to be done
 */
public record Finding(String kind, Verdict verdict, String what, String why, String wayOut) {

    public static Finding of(Change change) {
        return new Finding(
                change.kind().word(),
                change.kind().verdict(),
                change.what(),
                change.kind().why(),
                change.kind().wayOut());
    }
}
