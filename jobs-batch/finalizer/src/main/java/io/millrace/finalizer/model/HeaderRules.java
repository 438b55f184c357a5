package io.millrace.finalizer.model;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** What every file of the SQL folder must keep to: words of its header, who may read whom, no star at the end. */
final class HeaderRules {

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,62}");
    private static final Pattern ZONE_INPUT = Pattern.compile("(clean|error|raw) ([a-z][a-z0-9_]*|\\*)");
    private static final Set<String> ALWAYS = Set.of(Header.PURPOSE, Header.INPUTS);

    private static final Map<Kind, Set<String>> NEEDS = new EnumMap<>(Map.of(
            Kind.STAGING, Set.of(Header.GRAIN),
            Kind.DIMENSION, Set.of(Header.GRAIN, Header.KEY, Header.FIXED),
            Kind.FACT, Set.of(Header.GRAIN, Header.KEY, Header.ORDER, Header.DAY),
            Kind.MART, Set.of(Header.GRAIN, Header.KEY),
            Kind.VIEW, Set.of(Header.GRAIN),
            Kind.CHECK, Set.of(Header.LOOK)));

    private static final Map<Kind, Set<String>> MAY = new EnumMap<>(Map.of(
            Kind.STAGING, Set.of(Header.READS),
            Kind.DIMENSION, Set.of(Header.SURROGATE, Header.REQUIRED),
            Kind.FACT, Set.of(Header.REQUIRED, Header.BOOKS),
            Kind.MART, Set.of(Header.DAY, Header.CLOSES, Header.REQUIRED),
            Kind.VIEW, Set.of(),
            Kind.CHECK, Set.of(Header.SCOPE)));

    private static final Map<Kind, Set<Kind>> READS = new EnumMap<>(Map.of(
            Kind.STAGING, EnumSet.of(Kind.STAGING),
            Kind.DIMENSION, EnumSet.of(Kind.STAGING),
            Kind.FACT, EnumSet.of(Kind.STAGING),
            Kind.MART, EnumSet.of(Kind.DIMENSION, Kind.FACT),
            Kind.VIEW, EnumSet.of(Kind.DIMENSION, Kind.FACT, Kind.MART, Kind.VIEW),
            Kind.CHECK, EnumSet.of(Kind.DIMENSION, Kind.FACT, Kind.MART, Kind.VIEW)));

    private final Map<String, SqlFolder.Draft> drafts;
    private final List<String> problems;

    HeaderRules(Map<String, SqlFolder.Draft> drafts, List<String> problems) {
        this.drafts = drafts;
        this.problems = problems;
    }

    void check(SqlFolder.Draft draft) {
        if (!NAME.matcher(draft.name()).matches()) {
            problem(draft, "the file's name is the object's: small letters, digits and _");
        }
        words(draft);
        if (draft.header().says(Header.GRAIN)
                && !draft.header().text(Header.GRAIN).startsWith("one row per ")) {
            problem(draft, "the grain begins with: one row per");
        }
        if (draft.references().endsInStar()) {
            problem(draft, "the final select names its columns, no *");
        }
        if (draft.header().says(Header.BOOKS)
                && !ZONE_INPUT.matcher(draft.header().text(Header.BOOKS)).matches()) {
            problem(draft, "books names the zone and dataset of which it holds every row, such as: clean orders");
        }
        if (draft.header().says(Header.CLOSES)
                && SqlObject.lateness(draft.header().text(Header.CLOSES)).isEmpty()) {
            problem(draft, "the header says when a day closes as in: 6 hours, 2 days");
        }
        if (draft.header().says(Header.SCOPE)
                && !Set.of(Header.WHOLE, Header.ROWS).contains(draft.header().text(Header.SCOPE))) {
            problem(draft, "the scope is whole or rows");
        }
        inputs(draft);
    }

    private void words(SqlFolder.Draft draft) {
        Set<String> needed = new TreeSet<>(ALWAYS);
        needed.addAll(NEEDS.get(draft.kind()));
        if (!draft.references().variables().isEmpty()) {
            needed.add(Header.READS);
        }
        for (String word : needed) {
            if (draft.header().text(word).isBlank()) {
                problem(draft, "the header does not say: " + word);
            }
        }
        for (String word : draft.header().entries().keySet()) {
            if (!needed.contains(word) && !MAY.get(draft.kind()).contains(word)) {
                problem(draft, "the header of a " + draft.kind().label() + " has no word " + word);
            }
        }
    }

    private void inputs(SqlFolder.Draft draft) {
        Set<String> stated = new LinkedHashSet<>();
        for (String input : draft.header().list(Header.INPUTS)) {
            if (!input.contains(" ")) {
                stated.add(input);
            } else if (ZONE_INPUT.matcher(input).matches()) {
                stated.add("getvariable('" + ZoneInput.parse(input).variable() + "')");
            } else {
                problem(draft, "not an input: " + input);
            }
        }
        Set<String> read = new LinkedHashSet<>(draft.references().tables());
        draft.references().variables().forEach(variable -> read.add("getvariable('" + variable + "')"));
        stated.stream()
                .filter(input -> !read.contains(input))
                .forEach(input -> problem(draft, "the header names " + input + ", which the query does not read"));
        read.stream()
                .filter(input -> !stated.contains(input))
                .forEach(input -> problem(draft, "the query reads " + input + ", which the header does not name"));
        read.forEach(input -> layer(draft, input));
    }

    private void layer(SqlFolder.Draft draft, String input) {
        if (input.startsWith("getvariable(")) {
            if (draft.kind() != Kind.STAGING) {
                problem(
                        draft,
                        "only staging reads the zones, not a " + draft.kind().label());
            }
        } else if (input.startsWith("model.") || input.startsWith("ledger.")) {
            if (draft.kind() != Kind.STAGING && draft.kind() != Kind.CHECK) {
                problem(draft, "only staging and checks read " + input);
            }
        } else if (!drafts.containsKey(input)) {
            problem(draft, "there is no " + input);
        } else if (!READS.get(draft.kind()).contains(drafts.get(input).kind())) {
            problem(
                    draft,
                    "a " + draft.kind().label() + " does not read " + input + ", a "
                            + drafts.get(input).kind().label());
        }
    }

    private void problem(SqlFolder.Draft draft, String problem) {
        problems.add(draft.kind().folder() + "/" + draft.name() + ".sql: " + problem);
    }
}
