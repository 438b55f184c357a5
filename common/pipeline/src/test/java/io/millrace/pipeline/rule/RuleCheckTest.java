package io.millrace.pipeline.rule;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.contract.Field;
import io.millrace.contract.Limits;
import io.millrace.contract.Type;
import io.millrace.contract.rule.Expr;
import io.millrace.contract.rule.Expr.Comparison;
import io.millrace.contract.rule.Expr.ExprType;
import io.millrace.contract.rule.Rule;
import io.millrace.pipeline.row.Row;
import io.millrace.pipeline.rule.RuleCheck.Verdict;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Comparisons against BigDecimal, in which a long, a decimal and a double are all exact. */
class RuleCheckTest {

    private static final List<Comparison> COMPARISONS = List.of(Comparison.values());
    private static final List<Field> FIELDS =
            List.of(field("x", new Type.Decimal(18, 3)), field("i", new Type.Bigint()), field("f", new Type.Real()));

    @Test
    void a_decimal_beside_a_literal_compares_exactly() {
        for (long seed = 0; seed < 50_000; seed++) {
            Random random = new Random(seed);
            long unscaled = random.nextInt(2_001) - 1_000L;
            BigDecimal literal = BigDecimal.valueOf(random.nextInt(20_001) - 10_000, random.nextInt(6));
            Comparison comparison = comparison(random);
            Row row = new Row(3);
            row.set(0, unscaled);

            Expr expr = new Expr.Compare(comparison, value("x", ExprType.DECIMAL), new Expr.DecimalLiteral(literal));
            assertThat(check(expr, row))
                    .as("seed %d: %d/1000 %s %s", seed, unscaled, comparison, literal)
                    .isEqualTo(
                            verdict(comparison, BigDecimal.valueOf(unscaled, 3).compareTo(literal)));
        }
    }

    @Test
    void an_integer_beside_a_double_compares_exactly() {
        for (long seed = 0; seed < 50_000; seed++) {
            Random random = new Random(seed);
            long whole = random.nextLong() >> random.nextInt(64);
            double real = random.nextBoolean() ? (double) whole + random.nextInt(3) - 1 : Math.nextUp((double) whole);
            Comparison comparison = comparison(random);
            Row row = new Row(3);
            row.set(1, whole);
            row.set(2, Double.doubleToRawLongBits(real));
            int order = BigDecimal.valueOf(whole).compareTo(new BigDecimal(real));

            Expr integer = value("i", ExprType.INT);
            Expr floating = value("f", ExprType.DOUBLE);
            assertThat(check(new Expr.Compare(comparison, integer, floating), row))
                    .as("seed %d: %d %s %s", seed, whole, comparison, real)
                    .isEqualTo(verdict(comparison, order));
            assertThat(check(new Expr.Compare(comparison, floating, integer), row))
                    .as("seed %d: %s %s %d", seed, real, comparison, whole)
                    .isEqualTo(verdict(comparison, -order));
        }
    }

    @Test
    void an_absent_field_beside_a_literal_decides_nothing() {
        Expr expr = new Expr.Compare(
                Comparison.EQUAL, value("x", ExprType.DECIMAL), new Expr.DecimalLiteral(BigDecimal.ONE));

        assertThat(check(expr, new Row(3))).isEqualTo(Verdict.UNDECIDED);
    }

    private static Verdict check(Expr expr, Row row) {
        return new RuleCheck(new Rule("r", Optional.empty(), expr, "", "", Set.of()), FIELDS).check(row);
    }

    private static Verdict verdict(Comparison comparison, int order) {
        boolean holds = switch (comparison) {
            case EQUAL -> order == 0;
            case NOT_EQUAL -> order != 0;
            case LESS -> order < 0;
            case LESS_OR_EQUAL -> order <= 0;
            case GREATER -> order > 0;
            case GREATER_OR_EQUAL -> order >= 0;
        };
        return holds ? Verdict.HOLDS : Verdict.FAILS;
    }

    private static Comparison comparison(Random random) {
        return COMPARISONS.get(random.nextInt(COMPARISONS.size()));
    }

    private static Expr value(String field, ExprType type) {
        return new Expr.FieldValue(field, type);
    }

    private static Field field(String name, Type type) {
        return new Field(
                name,
                type,
                Field.Presence.OPTIONAL,
                Field.Coercion.STRICT,
                List.of(),
                Limits.NONE,
                Optional.empty(),
                Optional.empty());
    }
}
