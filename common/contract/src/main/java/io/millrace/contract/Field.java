package io.millrace.contract;

import java.util.List;
import java.util.Optional;

/** One declared field: its type, how its text is standardized, what limits its value, whether it is masked. */
public record Field(
        String name,
        Type type,
        Presence presence,
        Coercion coercion,
        List<Standardizer> standardizers,
        Limits limits,
        Optional<Mask> mask,
        Optional<String> description) {

    public Field {
        standardizers = List.copyOf(standardizers);
    }

    public boolean required() {
        return presence == Presence.REQUIRED;
    }

    public boolean coerces() {
        return coercion == Coercion.COERCE;
    }

    public enum Presence {
        REQUIRED,
        OPTIONAL
    }

    /** Whether a JSON string may spell a number or boolean, and a number or boolean a string. */
    public enum Coercion {
        STRICT,
        COERCE
    }
}
