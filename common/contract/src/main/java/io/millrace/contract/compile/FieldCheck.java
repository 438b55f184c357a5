package io.millrace.contract.compile;

import static io.millrace.contract.format.ContractFormat.FIELD_DESCRIPTION;
import static io.millrace.contract.format.ContractFormat.FIELD_NAME;
import static io.millrace.contract.format.ContractFormat.REQUIRED;

import io.millrace.contract.Field;
import io.millrace.contract.Field.Coercion;
import io.millrace.contract.Field.Presence;
import io.millrace.contract.Limits;
import io.millrace.contract.Mask;
import io.millrace.contract.Standardizer;
import io.millrace.contract.Type;
import io.millrace.contract.read.Node.Scalar;
import io.millrace.contract.read.Problems;
import io.millrace.contract.shape.Section;
import java.util.List;
import java.util.Optional;

/** One field: its type, standardizers, limits and mask, each checked by its own class. */
final class FieldCheck {

    private final Problems problems;
    private final TypeCheck types;
    private final StandardizerCheck standardizers;
    private final LimitCheck limits;
    private final MaskCheck masks;

    FieldCheck(Problems problems, MaskCheck masks) {
        this.problems = problems;
        this.types = new TypeCheck(problems);
        this.standardizers = new StandardizerCheck(problems);
        this.limits = new LimitCheck(problems);
        this.masks = masks;
    }

    /** The declared field; empty when it has no name by which to speak of it. */
    Optional<DeclaredField> field(Section section) {
        int before = problems.errors();
        return section.find(FIELD_NAME).map(name -> {
            Optional<Field> field = types.type(section).map(type -> field(section, name, type));
            return new DeclaredField(name, section, problems.errors() == before ? field : Optional.empty());
        });
    }

    private Field field(Section section, Scalar name, Type type) {
        Presence presence = section.orDefault(REQUIRED) ? Presence.REQUIRED : Presence.OPTIONAL;
        Coercion coercion = types.coercion(section, type);
        List<Standardizer> steps = standardizers.standardizers(section, type, coercion);
        Limits bounds = limits.limits(section, type, steps);
        Optional<Mask> mask = masks.mask(section, name.text());
        return new Field(name.text(), type, presence, coercion, steps, bounds, mask, section.find(FIELD_DESCRIPTION));
    }
}
