package io.millrace.contract.read;

import java.util.Optional;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;

/** Turns what the YAML scanner and parser complain about into a problem that a person can mend. */
final class SyntaxProblem {

    private static final int SHOWN = 40;

    private SyntaxProblem() {}

    static void report(MarkedYamlEngineException e, SourceText text, Problems problems) {
        Optional<Mark> mark = e.getProblemMark().or(e::getContextMark);
        Place place = mark.map(NodeBuilder::place).orElse(Place.START);
        int index = mark.map(Mark::getIndex).orElse(0);
        if (text.at(index) == '\t') {
            problems.error(place, "tab", "a tab cannot indent or separate in YAML", Optional.of("use spaces"));
            return;
        }
        String offending = text.slice(index, index + SHOWN).lines().findFirst().orElse("");
        problems.error(place, offending, "this is not YAML: " + complaint(e), Optional.empty());
    }

    private static String complaint(MarkedYamlEngineException e) {
        if (e.getProblem() == null) {
            return e.getContext();
        }
        return e.getContext() == null ? e.getProblem() : e.getContext() + ", " + e.getProblem();
    }
}
