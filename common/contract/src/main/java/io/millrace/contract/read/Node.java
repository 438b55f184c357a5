package io.millrace.contract.read;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** A piece of a YAML file and where it begins. */
public sealed interface Node {

    Place place();

    /** What it is, in a sentence: {@code a mapping}, {@code a list}, {@code a single value}. */
    String kind();

    /** The text that stands in the file where the node begins, cut to a line of sensible length. */
    String excerpt();

    /** Keys and their nodes in file order; no key comes twice. */
    record Mapping(Place place, List<Entry> entries) implements Node {
        public Mapping {
            entries = List.copyOf(entries);
        }

        /** The node under that key. */
        public Optional<Node> find(String key) {
            return entries.stream()
                    .filter(entry -> entry.key().text().equals(key))
                    .map(Entry::value)
                    .findFirst();
        }

        @Override
        public String kind() {
            return "a mapping";
        }

        @Override
        public String excerpt() {
            return entries.isEmpty() ? "{}" : entries.get(0).key().excerpt() + ":";
        }
    }

    record Entry(Scalar key, Node value) {}

    record Sequence(Place place, List<Node> items) implements Node {
        public Sequence {
            items = List.copyOf(items);
        }

        @Override
        public String kind() {
            return "a list";
        }

        @Override
        public String excerpt() {
            return items.isEmpty() ? "[]" : items.get(0).excerpt();
        }
    }

    /** A single value: its {@code text} as YAML understands it, and as it is {@code written} in the file, quotes included. */
    record Scalar(Place place, String text, String written, Style style) implements Node {

        private static final Set<String> NULLS = Set.of("", "~", "null", "Null", "NULL");
        private static final int EXCERPT = 80;

        public Scalar {
            Objects.requireNonNull(text);
        }

        /** Whether YAML 1.2 core reads it as null: nothing, {@code ~} or {@code null} without quotes. */
        public boolean isNull() {
            return style == Style.PLAIN && NULLS.contains(text);
        }

        /** Where the code point at that offset of the text stands; the scalar's own place when it has several lines. */
        public Place placeOf(int offset) {
            return WrittenOffsets.place(this, offset);
        }

        @Override
        public String kind() {
            return isNull() ? "nothing" : "a single value";
        }

        @Override
        public String excerpt() {
            String line = written.lines().findFirst().orElse("");
            if (line.codePointCount(0, line.length()) <= EXCERPT) {
                return line;
            }
            return line.substring(0, line.offsetByCodePoints(0, EXCERPT)) + "…";
        }
    }

    /** How a scalar is written. */
    enum Style {
        PLAIN,
        SINGLE_QUOTED,
        DOUBLE_QUOTED,
        BLOCK
    }
}
