package io.millrace.flink.savepoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.pipeline.dedupe.Kept;
import org.junit.jupiter.api.Test;

class TypeShapeTest {

    @Test
    void a_type_is_told_by_its_fields_and_theirs() {
        assertThat(TypeShape.of(Kept.class))
                .isEqualTo("Kept(position Position(source String, split String, offset long), order BigDecimal,"
                        + " content long)");
    }
}
