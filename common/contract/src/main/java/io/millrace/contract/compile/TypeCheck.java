package io.millrace.contract.compile;

import static io.millrace.contract.format.ContractFormat.COERCE;
import static io.millrace.contract.format.ContractFormat.FIELD_ZONE;
import static io.millrace.contract.format.ContractFormat.TYPE;
import static io.millrace.contract.format.ContractFormat.UNIT;

import io.millrace.contract.Field.Coercion;
import io.millrace.contract.Type;
import io.millrace.contract.read.Problems;
import io.millrace.contract.shape.Key;
import io.millrace.contract.shape.Section;
import java.util.Optional;

/** A field's type and the keys that only some types have: zone, unit, coerce. */
final class TypeCheck {

    private final Problems problems;

    TypeCheck(Problems problems) {
        this.problems = problems;
    }

    Optional<Type> type(Section field) {
        return field.find(TYPE).map(type -> {
            if (type instanceof Type.Timestamp) {
                return new Type.Timestamp(field.orDefault(FIELD_ZONE), field.find(UNIT));
            }
            onlyTimestamps(FIELD_ZONE, field, type);
            onlyTimestamps(UNIT, field, type);
            return type;
        });
    }

    Coercion coercion(Section field, Type type) {
        boolean coerces = field.orDefault(COERCE);
        boolean coercible = !(type instanceof Type.Date || type instanceof Type.Timestamp || type instanceof Type.Json);
        if (coerces && !coercible) {
            problems.error(
                    field.locate(COERCE).orElseThrow().node(),
                    "coerce is for numbers, booleans and strings, not for " + type.declaration(),
                    "remove it");
        }
        return coerces ? Coercion.COERCE : Coercion.STRICT;
    }

    private void onlyTimestamps(Key<?> key, Section field, Type type) {
        field.locate(key)
                .ifPresent(value -> problems.error(
                        value.node(), key + " is for timestamps, not for " + type.declaration(), "remove it"));
    }
}
