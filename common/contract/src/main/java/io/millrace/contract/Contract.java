package io.millrace.contract;

import io.millrace.contract.rule.Rule;
import java.util.List;
import java.util.Optional;

/**
 * A contract that has passed every check: its names resolve, its limits fit their types, its rules are typed. Fields
 * and rules keep the order of the file.
 */
public record Contract(
        String dataset,
        int version,
        Optional<String> owner,
        Optional<String> description,
        Source source,
        List<String> key,
        Dedupe dedupe,
        String eventTime,
        Partition partition,
        UnknownFields unknownFields,
        List<Field> fields,
        List<Rule> rules,
        Optional<Slo> slo) {

    public Contract {
        key = List.copyOf(key);
        fields = List.copyOf(fields);
        rules = List.copyOf(rules);
    }

    /** The name that every zone carries: {@code transactions@1}. */
    public String id() {
        return dataset + "@" + version;
    }

    /** The declared field of that name. */
    public Field field(String name) {
        return fields.stream()
                .filter(field -> field.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(dataset + " declares no field " + name));
    }

    /** Whether any field is masked, so that a run needs a masking key. */
    public boolean masksFields() {
        return fields.stream().anyMatch(field -> field.mask().isPresent());
    }
}
