package io.millrace.pipeline.row;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.contract.Type;
import io.millrace.pipeline.plan.Column;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CanonicalRowTest {

    private static final List<Column> COLUMNS = List.of(
            new Column("n", new Type.Decimal(10, 2), true, "n", Column.Part.VALUE),
            new Column("s", new Type.Text(), false, "s", Column.Part.VALUE),
            new Column("t", new Type.Text(), false, "t", Column.Part.VALUE));

    @Test
    void a_row_is_one_line_in_which_null_is_not_empty() {
        assertThat(CanonicalRow.text(COLUMNS, row(1250, "", null))).isEqualTo("{\"n\":\"12.5\",\"s\":\"\",\"t\":null}");
        assertThat(CanonicalRow.text(COLUMNS, row(1250, "a\"\\\n", null)))
                .isEqualTo("{\"n\":\"12.5\",\"s\":\"a\\\"\\\\\\u000a\",\"t\":null}");
    }

    @Test
    void doubles_are_written_by_the_fewest_digits_that_mean_them() {
        for (long seed = 0; seed < 20_000; seed++) {
            double value = Double.longBitsToDouble(new Random(seed).nextLong());
            if (Double.isFinite(value)) {
                assertThat(Double.parseDouble(CanonicalRow.shortest(value)))
                        .as("seed %d", seed)
                        .isEqualTo(value);
            }
        }
        assertThat(CanonicalRow.shortest(0.1)).isEqualTo("0.1");
        assertThat(CanonicalRow.shortest(0.0)).isEqualTo("0");
        assertThat(CanonicalRow.shortest(Double.MIN_VALUE)).isEqualTo("5E-324");
        assertThat(CanonicalRow.shortest(Double.parseDouble("1e23"))).isEqualTo("1E+23");
    }

    @Test
    void rows_that_differ_have_hashes_that_differ() {
        Set<Long> hashes = new HashSet<>();
        hashes.add(CanonicalRow.hash(row(0, null, null)));
        hashes.add(CanonicalRow.hash(row(0, "", null)));
        hashes.add(CanonicalRow.hash(row(0, null, "")));
        hashes.add(CanonicalRow.hash(row(1, null, "")));
        hashes.add(CanonicalRow.hash(row(0, "ab", "c")));
        hashes.add(CanonicalRow.hash(row(0, "a", "bc")));
        hashes.add(CanonicalRow.hash(row(0, "\0", "")));
        hashes.add(CanonicalRow.hash(row(0, "\0\0", "")));
        hashes.add(CanonicalRow.hash(row(0, "12345678", "")));

        assertThat(hashes).hasSize(9);
    }

    /** Stored state depends on it. */
    @Test
    void the_hash_is_the_one_that_stored_state_knows() {
        assertThat(CanonicalRow.hash(row(1250, "London", null))).isEqualTo(3192726815703203558L);
    }

    private static Row row(long number, String first, String second) {
        Row row = new Row(3);
        row.set(0, number);
        if (first != null) {
            row.set(1, first.getBytes(StandardCharsets.UTF_8));
        }
        if (second != null) {
            row.set(2, second.getBytes(StandardCharsets.UTF_8));
        }
        return row;
    }
}
