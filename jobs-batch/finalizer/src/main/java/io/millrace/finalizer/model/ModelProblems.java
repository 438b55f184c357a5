package io.millrace.finalizer.model;

import java.util.List;

/** Everything that is wrong with a SQL folder, each with its file. */
public final class ModelProblems extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final transient List<String> problems;

    ModelProblems(List<String> problems) {
        super(String.join("\n", problems));
        this.problems = List.copyOf(problems);
    }

    public List<String> problems() {
        return problems;
    }
}
