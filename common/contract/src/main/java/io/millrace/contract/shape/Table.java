package io.millrace.contract.shape;

import io.millrace.contract.read.Node;
import io.millrace.contract.read.Node.Mapping;
import io.millrace.contract.read.Problems;
import java.util.List;
import java.util.Optional;

/** The keys of one kind of mapping, in the order in which people write them. */
public record Table(String what, List<Key<?>> keys) implements Value<Section> {

    public Table {
        keys = List.copyOf(keys);
    }

    public static Table of(String what, Key<?>... keys) {
        return new Table(what, List.of(keys));
    }

    public List<String> names() {
        return keys.stream().<String>map(Key::name).toList();
    }

    @Override
    public Optional<Section> read(Node node, Problems problems) {
        if (node instanceof Mapping mapping) {
            return Optional.of(Section.read(this, mapping, problems));
        }
        problems.error(
                node,
                what + " is a mapping of keys to values, not " + node.kind(),
                "its keys are " + String.join(", ", names()));
        return Optional.empty();
    }

    @Override
    public JsonObject schema() {
        JsonObject properties = new JsonObject();
        for (Key<?> key : keys) {
            JsonObject property = key.value().schema().with("description", key.description());
            key.fallback().ifPresent(text -> property.with("default", JsonObject.scalar(text)));
            properties.with(key.name(), property);
        }
        return new JsonObject()
                .with("type", "object")
                .with("additionalProperties", false)
                .with(
                        "required",
                        keys.stream().filter(Key::required).map(Key::name).toList())
                .with("properties", properties);
    }
}
