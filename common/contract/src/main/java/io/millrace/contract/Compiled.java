package io.millrace.contract;

import java.util.List;
import java.util.Optional;

/** What became of a contract file: the contract when there is no error, and every problem found, in file order. */
public record Compiled(Optional<Contract> contract, List<Problem> problems) {

    public Compiled {
        problems = List.copyOf(problems);
    }
}
