package io.millrace.contract.rule;

import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** A check over the whole record: when {@code when} holds, {@code check} must hold. {@code reads} are the fields of both. */
public record Rule(String name, Optional<Expr> when, Expr check, String whenText, String checkText, Set<String> reads) {

    public Rule {
        reads = Collections.unmodifiableSet(new TreeSet<>(reads)); // in one order in every process
    }
}
