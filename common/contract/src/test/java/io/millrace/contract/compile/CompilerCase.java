package io.millrace.contract.compile;

import io.millrace.contract.read.Node.Scalar;
import io.millrace.contract.read.Place;
import io.millrace.contract.shape.Key;
import io.millrace.contract.shape.Located;
import io.millrace.contract.shape.Section;
import io.millrace.contract.shape.Table;
import io.millrace.contract.shape.Values;
import java.util.ArrayList;
import java.util.List;

/** A case of the tables: a change to the base contract, and the problems that must come of it, in file order. */
record CompilerCase(String name, MarkedText contract, List<Expected> problems) {

    private static final Key<Scalar> MESSAGE = Key.required("message", Values.scalar(), "Part of the message.");
    private static final Key<Scalar> ADVICE = Key.optional("advice", Values.scalar(), "Part of the advice.");
    private static final Key<Scalar> SEVERITY = Key.optional("severity", Values.scalar(), "error", "error or warning.");
    private static final Table PROBLEM = Table.of("a problem", MESSAGE, ADVICE, SEVERITY);

    private static final Key<Scalar> NAME = Key.required("name", Values.scalar(), "What the case says.");
    private static final Key<Scalar> CONTRACT = Key.optional("contract", Values.scalar(), "A whole contract.");
    private static final Key<Scalar> REPLACE = Key.optional("replace", Values.scalar(), "A line instead of one.");
    private static final Key<Scalar> LINE = Key.optional("line", Values.scalar(), "Lines before the fields.");
    private static final Key<Scalar> FIELD = Key.optional("field", Values.scalar(), "A further field.");
    private static final Key<Scalar> RULE = Key.optional("rule", Values.scalar(), "A rule.");
    private static final Key<List<Located<Section>>> PROBLEMS =
            Key.required("problems", Values.listOf(PROBLEM), "What must be found.");
    private static final Table CASE = Table.of("a case", NAME, CONTRACT, REPLACE, LINE, FIELD, RULE, PROBLEMS);

    static final Key<List<Located<Section>>> CASES = Key.required("cases", Values.listOf(CASE), "The cases.");
    static final Table FILE = Table.of("a table of cases", CASES);

    static CompilerCase of(Section section, String base) {
        MarkedText contract =
                MarkedText.of(section.find(CONTRACT).map(Scalar::text).orElseGet(() -> change(section, base)));
        List<Expected> expected = new ArrayList<>();
        for (Located<Section> problem : section.find(PROBLEMS).orElseThrow()) {
            Place place = expected.size() < contract.places().size()
                    ? contract.places().get(expected.size())
                    : Place.START;
            expected.add(new Expected(
                    problem.value().orDefault(SEVERITY).text(),
                    place,
                    problem.value().find(MESSAGE).orElseThrow().text(),
                    problem.value().find(ADVICE).map(Scalar::text).orElse("")));
        }
        return new CompilerCase(section.find(NAME).orElseThrow().text(), contract, expected);
    }

    private static String change(Section section, String base) {
        String text = base;
        if (section.mentions(REPLACE)) {
            String line = section.find(REPLACE).orElseThrow().text();
            String key = line.substring(0, line.indexOf(':') + 1);
            text = text.replaceFirst("(?m)^" + key + ".*$", line.replace("$", "\\$"));
        }
        if (section.mentions(LINE)) {
            text = text.replace("fields:\n", section.find(LINE).orElseThrow().text() + "\nfields:\n");
        }
        if (section.mentions(FIELD)) {
            text += "  - " + section.find(FIELD).orElseThrow().text() + "\n";
        }
        if (section.mentions(RULE)) {
            text += "rules:\n  - " + section.find(RULE).orElseThrow().text() + "\n";
        }
        return text;
    }

    /** A problem that must be found. */
    record Expected(String severity, Place place, String message, String advice) {}
}
