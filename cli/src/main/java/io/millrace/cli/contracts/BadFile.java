package io.millrace.cli.contracts;

import io.millrace.contract.Problem;
import java.nio.file.Path;
import java.util.List;

/** A file that a call needs and that has problems of its own, each with its place. */
public final class BadFile extends Exception {

    private static final long serialVersionUID = 1;

    private final transient Path file;
    private final transient List<Problem> problems;

    public BadFile(Path file, List<Problem> problems) {
        super(file + " has problems");
        this.file = file;
        this.problems = List.copyOf(problems);
    }

    public Path file() {
        return file;
    }

    public List<Problem> problems() {
        return problems;
    }
}
