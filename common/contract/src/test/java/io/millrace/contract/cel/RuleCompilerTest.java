package io.millrace.contract.cel;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.contract.Type;
import io.millrace.contract.read.Node.Scalar;
import io.millrace.contract.read.Node.Style;
import io.millrace.contract.read.Place;
import io.millrace.contract.read.Problems;
import io.millrace.contract.rule.Expr;
import io.millrace.contract.rule.Expr.Comparison;
import io.millrace.contract.rule.Expr.ExprType;
import java.math.BigDecimal;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RuleCompilerTest {

    private static final Map<String, Optional<Type>> FIELDS = Map.of(
            "amount", Optional.of(new Type.Decimal(18, 2)),
            "weight", Optional.of(new Type.Real()),
            "count", Optional.of(new Type.Bigint()),
            "state", Optional.of(new Type.Text()),
            "at", Optional.of(new Type.Timestamp(ZoneOffset.UTC, Optional.empty())),
            "flag", Optional.of(new Type.Bool()));

    private static final Expr AMOUNT = new Expr.FieldValue("amount", ExprType.DECIMAL);
    private static final Expr WEIGHT = new Expr.FieldValue("weight", ExprType.DOUBLE);
    private static final Expr COUNT = new Expr.FieldValue("count", ExprType.INT);
    private static final Expr STATE = new Expr.FieldValue("state", ExprType.TEXT);
    private static final Expr AT = new Expr.FieldValue("at", ExprType.TIMESTAMP);

    private final Problems problems = new Problems("rules");
    private final RuleCompiler compiler = new RuleCompiler(FIELDS, problems);

    @Test
    void a_number_beside_a_decimal_is_exactly_what_is_written() {
        assertThat(compile("amount == 1000.10")).isEqualTo(compare(AMOUNT, decimal("1000.10")));
        assertThat(compile("amount == -0.1")).isEqualTo(compare(AMOUNT, decimal("-0.1")));
        assertThat(compile("amount == .5e1")).isEqualTo(compare(AMOUNT, decimal(".5e1")));
        assertThat(compile("amount == 123456789012345678.91"))
                .isEqualTo(compare(AMOUNT, decimal("123456789012345678.91")));
        assertThat(compile("amount == 1")).isEqualTo(compare(AMOUNT, new Expr.IntLiteral(1)));
    }

    @Test
    void it_stays_exact_through_calculations_and_choices() {
        Expr product = new Expr.Arithmetic(Expr.Operator.TIMES, AMOUNT, decimal("1.10"), ExprType.DECIMAL);
        Expr sum = new Expr.Arithmetic(Expr.Operator.PLUS, decimal("0.1"), decimal("0.2"), ExprType.DECIMAL);
        assertThat(compile("amount * 1.10 == 0.1 + 0.2")).isEqualTo(compare(product, sum));
        assertThat(compile("amount == (flag ? 0.1 : -(0.2))"))
                .isEqualTo(compare(
                        AMOUNT,
                        new Expr.Conditional(
                                new Expr.FieldValue("flag", ExprType.BOOL),
                                decimal("0.1"),
                                new Expr.Negate(decimal("0.2"), ExprType.DECIMAL),
                                ExprType.DECIMAL)));
        assertThat(compile("(flag ? amount : 0) == 0.0"))
                .isEqualTo(compare(
                        new Expr.Conditional(
                                new Expr.FieldValue("flag", ExprType.BOOL), AMOUNT, decimal("0"), ExprType.DECIMAL),
                        decimal("0.0")));
        assertThat(compile("amount in [0.10, 2.0]"))
                .isEqualTo(new Expr.In(AMOUNT, List.of(decimal("0.10"), decimal("2.0"))));
    }

    @Test
    void a_number_beside_a_double_is_the_nearest_double() {
        assertThat(compile("weight == 0.1")).isEqualTo(compare(WEIGHT, new Expr.DoubleLiteral(0.1)));
        assertThat(compile("weight == -0.0")).isEqualTo(compare(WEIGHT, new Expr.DoubleLiteral(0.0)));
        assertThat(compile("weight == count")).isEqualTo(compare(WEIGHT, COUNT));
    }

    @Test
    void integers_reach_to_both_ends() {
        assertThat(compile("count == -9223372036854775808"))
                .isEqualTo(compare(COUNT, new Expr.IntLiteral(Long.MIN_VALUE)));
        assertThat(compile("count == 0x10")).isEqualTo(compare(COUNT, new Expr.IntLiteral(16)));
    }

    @Test
    void functions_are_the_same_in_both_spellings() {
        assertThat(compile("size(state) == count")).isEqualTo(compare(new Expr.Size(STATE), COUNT));
        assertThat(compile("state.size() == count")).isEqualTo(compare(new Expr.Size(STATE), COUNT));
        assertThat(compile("matches(state, 'a+')")).isEqualTo(new Expr.Matches(STATE, "a+"));
        assertThat(compile("state.matches(r'\\d')")).isEqualTo(new Expr.Matches(STATE, "\\d"));
    }

    @Test
    void times_are_micros() {
        Expr difference = new Expr.Arithmetic(Expr.Operator.MINUS, AT, AT, ExprType.DURATION);
        assertThat(compile("at - at == duration('1.5s')"))
                .isEqualTo(compare(difference, new Expr.DurationLiteral(1_500_000)));
        assertThat(compile("at == timestamp('1970-01-01T00:00:01+00:00')"))
                .isEqualTo(compare(AT, new Expr.TimestampLiteral(1_000_000)));
    }

    @Test
    void text_is_what_the_quotes_say() {
        assertThat(compile("state == '\\u00e9\\n😀'")).isEqualTo(compare(STATE, new Expr.TextLiteral("é\n😀")));
        assertThat(compile("state == \"it's\" // as written")).isEqualTo(compare(STATE, new Expr.TextLiteral("it's")));
    }

    @Test
    void several_problems_of_a_rule_come_at_once() {
        assertThat(compiler.condition(scalar("nope == 1 && count / 2 == 1 && foo(state)")))
                .isEmpty();
        assertThat(problems.inFileOrder()).hasSize(3);
    }

    private Expr compile(String rule) {
        Optional<Expr> condition = compiler.condition(scalar(rule));
        assertThat(problems.inFileOrder()).isEmpty();
        return condition.orElseThrow();
    }

    private static Scalar scalar(String rule) {
        return new Scalar(Place.START, rule, rule, Style.PLAIN);
    }

    private static Expr compare(Expr left, Expr right) {
        return new Expr.Compare(Comparison.EQUAL, left, right);
    }

    private static Expr decimal(String value) {
        return new Expr.DecimalLiteral(new BigDecimal(value));
    }
}
