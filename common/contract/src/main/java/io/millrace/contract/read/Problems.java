package io.millrace.contract.read;

import io.millrace.contract.Problem;
import io.millrace.contract.Problem.Severity;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Collects what is wrong with one file, so that its author hears of everything at once. */
public final class Problems {

    /** More than these help nobody, and a hostile file could make a million. */
    public static final int MOST = 100;

    private static final Comparator<Problem> FILE_ORDER =
            Comparator.comparingInt(Problem::line).thenComparingInt(Problem::column);

    private final String file;
    private final List<Problem> found = new ArrayList<>();
    private int errors;

    public Problems(String file) {
        this.file = file;
    }

    public String file() {
        return file;
    }

    public void error(Node node, String message) {
        add(Severity.ERROR, node.place(), node.excerpt(), message, Optional.empty());
    }

    public void error(Node node, String message, String advice) {
        add(Severity.ERROR, node.place(), node.excerpt(), message, Optional.of(advice));
    }

    public void error(Node node, String message, Optional<String> advice) {
        add(Severity.ERROR, node.place(), node.excerpt(), message, advice);
    }

    public void error(Place place, String offending, String message, Optional<String> advice) {
        add(Severity.ERROR, place, offending, message, advice);
    }

    public void warning(Node node, String message, String advice) {
        add(Severity.WARNING, node.place(), node.excerpt(), message, Optional.of(advice));
    }

    public void warning(Place place, String offending, String message, String advice) {
        add(Severity.WARNING, place, offending, message, Optional.of(advice));
    }

    /** Whether there is any error; warnings do not count. */
    public boolean hasErrors() {
        return errors > 0;
    }

    public int errors() {
        return errors;
    }

    /** Everything found, in file order. */
    public List<Problem> inFileOrder() {
        return found.stream().sorted(FILE_ORDER).toList();
    }

    private void add(Severity severity, Place place, String offending, String message, Optional<String> advice) {
        errors += severity == Severity.ERROR ? 1 : 0;
        if (found.size() < MOST) {
            found.add(new Problem(severity, file, place.line(), place.column(), offending, message, advice));
        } else if (found.size() == MOST) {
            found.add(new Problem(
                    Severity.ERROR,
                    file,
                    place.line(),
                    place.column(),
                    "",
                    "more problems than can be listed",
                    Optional.of("mend the first " + MOST + " and look again")));
        }
    }
}
