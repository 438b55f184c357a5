package io.millrace.contract.reason;

import io.millrace.contract.Field;
import io.millrace.contract.Type;
import io.millrace.contract.reason.Domain.Absent;
import io.millrace.contract.reason.Domain.Between;
import io.millrace.contract.reason.Domain.OneOf;
import io.millrace.contract.reason.Domain.Present;
import io.millrace.contract.reason.Domain.Unknown;
import io.millrace.contract.rule.Expr;
import io.millrace.contract.rule.Expr.Comparison;
import io.millrace.contract.rule.Expr.ExprType;
import io.millrace.contract.rule.Expr.Part;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Whether a condition can be true of any record that keeps the contract. It follows what comparisons with literals say
 * of each field by itself and takes everything else for possible: "never" is certain, "perhaps" is not.
 */
public final class Satisfiable {

    private static final Set<String> BOTH = Set.of("true", "false");

    private final Map<String, Field> fields;

    public Satisfiable(List<Field> fields) {
        this.fields = fields.stream().collect(Collectors.toMap(Field::name, field -> field));
    }

    /** Whether some record might make all of these true at once. */
    public boolean together(List<Expr> conditions) {
        Optional<Map<String, Domain>> domains = Optional.of(Map.of());
        for (Expr condition : conditions) {
            domains = meet(domains, outcome(condition, true));
        }
        return domains.isPresent();
    }

    /** What each field may be when the expression has that value; empty when it never has. */
    private Optional<Map<String, Domain>> outcome(Expr expr, boolean value) {
        if (expr instanceof Expr.BoolLiteral literal) {
            return literal.value() == value ? anything() : Optional.empty();
        } else if (expr instanceof Expr.Not not) {
            return outcome(not.operand(), !value);
        } else if (expr instanceof Expr.And and) {
            return combine(outcome(and.left(), value), outcome(and.right(), value), value);
        } else if (expr instanceof Expr.Or or) {
            return combine(outcome(or.left(), value), outcome(or.right(), value), !value);
        } else if (expr instanceof Expr.Has has) {
            return presence(fields.get(has.field()), value);
        } else if (expr instanceof Expr.FieldValue field) {
            return narrowed(fields.get(field.field()), new OneOf(Set.of(String.valueOf(value))));
        } else if (expr instanceof Expr.Compare compare) {
            return comparison(compare, value);
        } else if (expr instanceof Expr.In in) {
            return membership(in, value);
        } else if (expr instanceof Expr.TextTest test) {
            return textTest(test, value);
        } else if (expr instanceof Expr.Conditional conditional) {
            return join(
                    meet(outcome(conditional.condition(), true), outcome(conditional.then(), value)),
                    meet(outcome(conditional.condition(), false), outcome(conditional.otherwise(), value)));
        }
        return anything();
    }

    private Optional<Map<String, Domain>> presence(Field field, boolean there) {
        if (there) {
            return Optional.of(Map.of(field.name(), new Present()));
        }
        return field.required() ? Optional.empty() : Optional.of(Map.of(field.name(), new Absent()));
    }

    private Optional<Map<String, Domain>> comparison(Expr.Compare compare, boolean value) {
        Comparison comparison = value ? compare.comparison() : opposite(compare.comparison());
        Optional<BigDecimal> left = Constants.number(compare.left());
        Optional<BigDecimal> right = Constants.number(compare.right());
        if (left.isPresent() && right.isPresent()) {
            return holds(comparison, left.get().compareTo(right.get())) ? anything() : Optional.empty();
        } else if (right.isPresent()) {
            return number(compare.left(), comparison, right.get());
        } else if (left.isPresent()) {
            return number(compare.right(), mirrored(comparison), left.get());
        } else if (compare.right() instanceof Expr.TextLiteral || compare.right() instanceof Expr.BoolLiteral) {
            return text(compare.left(), comparison, Set.of(Constants.text(compare.right())));
        } else if (compare.left() instanceof Expr.TextLiteral || compare.left() instanceof Expr.BoolLiteral) {
            return text(compare.right(), mirrored(comparison), Set.of(Constants.text(compare.left())));
        }
        return anything();
    }

    /** A field or the length of one beside a number. */
    private Optional<Map<String, Domain>> number(Expr side, Comparison comparison, BigDecimal number) {
        Between between = Between.compared(comparison, number);
        if (side instanceof Expr.FieldValue field) {
            return narrowed(fields.get(field.field()), between);
        } else if (side instanceof Expr.Size size && size.text() instanceof Expr.FieldValue field) {
            Field text = fields.get(field.field());
            Domain lengths = new Between(
                    Optional.of(new Between.End(
                            BigDecimal.valueOf(text.limits().minLength().orElse(0)), true)),
                    text.limits().maxLength().isEmpty()
                            ? Optional.empty()
                            : Optional.of(new Between.End(
                                    BigDecimal.valueOf(text.limits().maxLength().getAsInt()), true)));
            return lengths.meet(between).map(domain -> Map.of(text.name() + "#", domain, text.name(), new Present()));
        }
        return anything();
    }

    private Optional<Map<String, Domain>> membership(Expr.In in, boolean value) {
        if (in.value().type() == ExprType.TEXT) {
            Set<String> texts = in.options().stream().map(Constants::text).collect(Collectors.toSet());
            return text(in.value(), value ? Comparison.EQUAL : Comparison.NOT_EQUAL, texts);
        }
        Optional<Map<String, Domain>> outcome = value ? Optional.empty() : anything();
        for (Expr option : in.options()) {
            Optional<Map<String, Domain>> one =
                    comparison(new Expr.Compare(Comparison.EQUAL, in.value(), option), value);
            outcome = value ? join(outcome, one) : meet(outcome, one);
        }
        return outcome;
    }

    /** A text or boolean field that is, or is not, one of the given values. */
    private Optional<Map<String, Domain>> text(Expr side, Comparison comparison, Set<String> texts) {
        if (!(side instanceof Expr.FieldValue value)) {
            return anything();
        }
        Field field = fields.get(value.field());
        return switch (comparison) {
            case EQUAL ->
                oneOf(field, texts.stream().filter(text -> admits(field, text)).collect(Collectors.toSet()));
            case NOT_EQUAL -> filtered(field, text -> !texts.contains(text));
            case LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL -> Optional.of(Map.of(field.name(), new Present()));
        };
    }

    private Optional<Map<String, Domain>> textTest(Expr.TextTest test, boolean value) {
        if (test.text() instanceof Expr.FieldValue field && test.sought() instanceof Expr.TextLiteral sought) {
            return filtered(fields.get(field.field()), text -> passes(test.part(), text, sought.value()) == value);
        }
        return anything();
    }

    /** The values of a field that lists them, as far as they pass. */
    private static Optional<Map<String, Domain>> filtered(Field field, Predicate<String> passes) {
        Set<String> all = field.type() instanceof Type.Bool
                ? BOTH
                : Set.copyOf(field.limits().allowed());
        return all.isEmpty()
                ? Optional.of(Map.of(field.name(), new Present()))
                : oneOf(field, all.stream().filter(passes).collect(Collectors.toSet()));
    }

    private static Optional<Map<String, Domain>> oneOf(Field field, Set<String> values) {
        return values.isEmpty() ? Optional.empty() : Optional.of(Map.of(field.name(), new OneOf(values)));
    }

    private static boolean admits(Field field, String text) {
        return field.type() instanceof Type.Bool || TextAdmission.admits(field, text);
    }

    private static Optional<Map<String, Domain>> narrowed(Field field, Domain domain) {
        return declared(field).meet(domain).map(both -> Map.of(field.name(), both));
    }

    /** What the contract says of a field's values. */
    private static Domain declared(Field field) {
        Optional<Range> range = Range.of(field.type())
                .map(type -> new Range(
                        field.limits().min().orElse(type.min()),
                        field.limits().max().orElse(type.max())));
        return range.<Domain>map(Between::of).orElse(new Present());
    }

    private static boolean passes(Part part, String text, String sought) {
        return switch (part) {
            case STARTS_WITH -> text.startsWith(sought);
            case ENDS_WITH -> text.endsWith(sought);
            case CONTAINS -> text.contains(sought);
        };
    }

    private static boolean holds(Comparison comparison, int order) {
        return switch (comparison) {
            case EQUAL -> order == 0;
            case NOT_EQUAL -> order != 0;
            case LESS -> order < 0;
            case LESS_OR_EQUAL -> order <= 0;
            case GREATER -> order > 0;
            case GREATER_OR_EQUAL -> order >= 0;
        };
    }

    private static Comparison opposite(Comparison comparison) {
        return switch (comparison) {
            case EQUAL -> Comparison.NOT_EQUAL;
            case NOT_EQUAL -> Comparison.EQUAL;
            case LESS -> Comparison.GREATER_OR_EQUAL;
            case LESS_OR_EQUAL -> Comparison.GREATER;
            case GREATER -> Comparison.LESS_OR_EQUAL;
            case GREATER_OR_EQUAL -> Comparison.LESS;
        };
    }

    private static Comparison mirrored(Comparison comparison) {
        return switch (comparison) {
            case EQUAL, NOT_EQUAL -> comparison;
            case LESS -> Comparison.GREATER;
            case LESS_OR_EQUAL -> Comparison.GREATER_OR_EQUAL;
            case GREATER -> Comparison.LESS;
            case GREATER_OR_EQUAL -> Comparison.LESS_OR_EQUAL;
        };
    }

    private static Optional<Map<String, Domain>> anything() {
        return Optional.of(Map.of());
    }

    private static Optional<Map<String, Domain>> combine(
            Optional<Map<String, Domain>> left, Optional<Map<String, Domain>> right, boolean both) {
        return both ? meet(left, right) : join(left, right);
    }

    private static Optional<Map<String, Domain>> meet(
            Optional<Map<String, Domain>> left, Optional<Map<String, Domain>> right) {
        if (left.isEmpty() || right.isEmpty()) {
            return Optional.empty();
        }
        Map<String, Domain> both = new HashMap<>(left.get());
        for (Map.Entry<String, Domain> entry : right.get().entrySet()) {
            Optional<Domain> met =
                    both.getOrDefault(entry.getKey(), new Unknown()).meet(entry.getValue());
            if (met.isEmpty()) {
                return Optional.empty();
            }
            both.put(entry.getKey(), met.get());
        }
        return Optional.of(both);
    }

    private static Optional<Map<String, Domain>> join(
            Optional<Map<String, Domain>> left, Optional<Map<String, Domain>> right) {
        if (left.isEmpty() || right.isEmpty()) {
            return left.or(() -> right);
        }
        Map<String, Domain> either = new HashMap<>();
        left.get()
                .forEach((name, domain) ->
                        either.put(name, domain.join(right.get().getOrDefault(name, new Unknown()))));
        return Optional.of(either);
    }
}
