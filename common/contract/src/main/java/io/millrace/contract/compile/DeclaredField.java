package io.millrace.contract.compile;

import io.millrace.contract.Field;
import io.millrace.contract.read.Node.Scalar;
import io.millrace.contract.shape.Section;
import java.util.Optional;

/** A field as the file declares it, and what became of it; {@code field} is empty when something in it is wrong. */
record DeclaredField(Scalar nameNode, Section section, Optional<Field> field) {

    String name() {
        return nameNode.text();
    }
}
