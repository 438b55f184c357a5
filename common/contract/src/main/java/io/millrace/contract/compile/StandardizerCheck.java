package io.millrace.contract.compile;

import static io.millrace.contract.format.ContractFormat.STANDARDIZE;

import io.millrace.contract.Field.Coercion;
import io.millrace.contract.Standardizer;
import io.millrace.contract.Type;
import io.millrace.contract.read.Problems;
import io.millrace.contract.shape.Located;
import io.millrace.contract.shape.Section;
import java.util.ArrayList;
import java.util.List;

/** Standardizers rewrite text, so that the field must have some; none is listed twice. */
final class StandardizerCheck {

    private final Problems problems;

    StandardizerCheck(Problems problems) {
        this.problems = problems;
    }

    List<Standardizer> standardizers(Section field, Type type, Coercion coercion) {
        List<Located<Standardizer>> listed = field.find(STANDARDIZE).orElse(List.of());
        if (!listed.isEmpty() && !(type instanceof Type.Text) && coercion == Coercion.STRICT) {
            problems.error(
                    field.locate(STANDARDIZE).orElseThrow().node(),
                    "standardize rewrites text, and " + type.declaration() + " is none",
                    "remove it, or add coerce: true when numbers come as text");
        }
        List<Standardizer> standardizers = new ArrayList<>();
        for (Located<Standardizer> item : listed) {
            if (standardizers.contains(item.value())) {
                problems.error(item.node(), item.value().declaration() + " is listed twice", "keep one of them");
            }
            standardizers.add(item.value());
        }
        return List.copyOf(standardizers);
    }
}
