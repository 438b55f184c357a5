package io.millrace.contract.compile;

import io.millrace.contract.Field;
import io.millrace.contract.read.Node.Scalar;
import io.millrace.contract.read.Problems;
import io.millrace.contract.shape.Suggestion;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The fields that a file declares, by which keys, event time and rules name them. */
record DeclaredFields(List<DeclaredField> all) {

    DeclaredFields {
        all = List.copyOf(all);
    }

    List<String> names() {
        return all.stream().map(DeclaredField::name).toList();
    }

    /** The field that the scalar names; a problem when no field has that name. */
    Optional<DeclaredField> named(Scalar scalar, Problems problems) {
        Optional<DeclaredField> field = all.stream()
                .filter(candidate -> candidate.name().equals(scalar.text()))
                .findFirst();
        if (field.isEmpty()) {
            problems.error(
                    scalar,
                    "no field is declared with the name " + scalar.excerpt(),
                    Suggestion.among(names(), scalar.text()));
        }
        return field;
    }

    /** The fields in which nothing is wrong; of those with one name the first. */
    List<Field> sound() {
        Map<String, Field> sound = new LinkedHashMap<>();
        all.forEach(declared -> declared.field().ifPresent(field -> sound.putIfAbsent(field.name(), field)));
        return List.copyOf(sound.values());
    }
}
