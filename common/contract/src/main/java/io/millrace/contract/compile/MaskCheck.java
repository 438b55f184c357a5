package io.millrace.contract.compile;

import static io.millrace.contract.format.ContractFormat.DOMAIN;
import static io.millrace.contract.format.ContractFormat.FIELD_MASK;
import static io.millrace.contract.format.ContractFormat.SHOW_LAST;
import static io.millrace.contract.format.ContractFormat.UNKNOWN_FIELDS;

import io.millrace.contract.Mask;
import io.millrace.contract.UnknownFields;
import io.millrace.contract.read.Node;
import io.millrace.contract.read.Node.Scalar;
import io.millrace.contract.read.Problems;
import io.millrace.contract.shape.Located;
import io.millrace.contract.shape.Section;
import java.util.List;
import java.util.Optional;

/** Masks: their columns must not meet other fields, and what could carry the clear value past them is named. */
final class MaskCheck {

    private static final List<String> SUFFIXES = List.of("_token", "_masked");

    private final Problems problems;
    private final NameCheck names;

    MaskCheck(Problems problems, NameCheck names) {
        this.problems = problems;
        this.names = names;
    }

    Optional<Mask> mask(Section field, String name) {
        return field.find(FIELD_MASK).map(mask -> {
            Optional<Scalar> domain = mask.find(DOMAIN);
            domain.ifPresent(names::name);
            return new Mask(domain.map(Scalar::text).orElse(name), mask.orDefault(SHOW_LAST));
        });
    }

    /** What only shows when all fields are known. */
    void across(Section contract, DeclaredFields fields) {
        List<DeclaredField> masked = fields.all().stream()
                .filter(field -> field.section().mentions(FIELD_MASK))
                .toList();
        for (DeclaredField field : masked) {
            for (String suffix : SUFFIXES) {
                fields.all().stream()
                        .filter(other -> other.name().equals(field.name() + suffix))
                        .forEach(other -> problems.error(
                                other.nameNode(),
                                "is the name of a column that the mask of " + field.name() + " makes"));
            }
        }
        if (!masked.isEmpty() && contract.orDefault(UNKNOWN_FIELDS) == UnknownFields.KEEP) {
            warnOfKeep(contract, masked.get(0));
        }
    }

    private void warnOfKeep(Section contract, DeclaredField masked) {
        Node place = contract.locate(UNKNOWN_FIELDS).<Node>map(Located::node).orElse(masked.nameNode());
        problems.warning(
                place,
                "unknown fields are kept in clear: a misspelt " + masked.name() + " would pass its mask",
                "unknown_fields: drop or reject, unless the producers are known to spell it right");
    }
}
