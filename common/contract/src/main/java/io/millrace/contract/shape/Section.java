package io.millrace.contract.shape;

import io.millrace.contract.read.Node;
import io.millrace.contract.read.Node.Entry;
import io.millrace.contract.read.Node.Mapping;
import io.millrace.contract.read.Place;
import io.millrace.contract.read.Problems;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A mapping that was read by its table: every value once, typed and located. */
public final class Section {

    private final Mapping node;
    private final Map<Key<?>, Located<?>> values = new HashMap<>();

    private Section(Mapping node) {
        this.node = node;
    }

    /** A mapping that was left out: every key means its default. */
    public static Section leftOut() {
        return new Section(new Mapping(Place.START, List.of()));
    }

    static Section read(Table table, Mapping mapping, Problems problems) {
        Section section = new Section(mapping);
        for (Entry entry : mapping.entries()) {
            Optional<Key<?>> key = table.keys().stream()
                    .filter(candidate -> candidate.name().equals(entry.key().text()))
                    .findFirst();
            if (key.isPresent()) {
                section.put(key.get(), entry.value(), problems);
            } else {
                problems.error(
                        entry.key(),
                        "there is no key " + entry.key().text() + " in " + table.what(),
                        Suggestion.among(table.names(), entry.key().text()));
            }
        }
        table.keys().stream()
                .filter(key -> key.required() && !section.mentions(key))
                .forEach(key ->
                        problems.error(mapping, table.what() + " needs the key " + key.name(), key.description()));
        return section;
    }

    private <T> void put(Key<T> key, Node value, Problems problems) {
        key.value().read(value, problems).ifPresent(read -> values.put(key, new Located<>(read, value)));
    }

    public Mapping node() {
        return node;
    }

    /** Whether the key stands there, be its value readable or not. */
    public boolean mentions(Key<?> key) {
        return node.find(key.name()).isPresent();
    }

    /** The value under the key, when it is there and was readable. */
    public <T> Optional<T> find(Key<T> key) {
        return locate(key).map(Located::value);
    }

    /** The value under the key, or what leaving it out means. */
    public <T> T orDefault(Key<T> key) {
        return find(key).orElseGet(key::fallbackValue);
    }

    /** The value under the key and where it stands. */
    @SuppressWarnings("unchecked") // put() pairs every key with a value of its own type
    public <T> Optional<Located<T>> locate(Key<T> key) {
        return Optional.ofNullable((Located<T>) values.get(key));
    }
}
