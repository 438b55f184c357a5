package io.millrace.pipeline.sample;

import io.millrace.contract.Type;
import io.millrace.contract.Type.Decimal;
import io.millrace.contract.time.Timestamps;
import io.millrace.pipeline.plan.Column;
import io.millrace.pipeline.plan.Plan;
import io.millrace.pipeline.row.CanonicalRow;
import io.millrace.pipeline.row.Violation;
import io.millrace.pipeline.sample.Expectation.Reason;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/** Holds what was found against what was expected. Values compare as values, so that 12.50 is also 12.5. */
public final class Comparison {

    private static final String ABSENT = "(absent)";

    private final Plan plan;

    public Comparison(Plan plan) {
        this.plan = plan;
    }

    public List<Difference> differences(Expectation expected, Found found) {
        List<Difference> differences = new ArrayList<>();
        if (expected.door() != found.door()) {
            differences.add(new Difference("outcome", word(expected.door()), outcome(found)));
        }
        expected.row().forEach((name, value) -> column(name, value, found).ifPresent(differences::add));
        expected.reasons().ifPresent(reasons -> differences.addAll(reasons(reasons, found.violations())));
        if (expected.of().isPresent() && !expected.of().equals(found.of())) {
            differences.add(new Difference("of", expected.of().get(), found.of().orElse("(none)")));
        }
        return differences;
    }

    private Optional<Difference> column(String name, Optional<String> expected, Found found) {
        int index = plan.columnIndex(name);
        if (index < 0) {
            String columns = plan.columns().stream().map(Column::name).collect(Collectors.joining(", "));
            return Optional.of(new Difference(name, expected.orElse(ABSENT), "no such column; there are " + columns));
        }
        Type type = plan.columns().get(index).type();
        String value = found.row() == null ? null : CanonicalRow.value(type, found.row(), index);
        String canonical = expected.map(text -> canonical(type, text)).orElse(null);
        return Objects.equals(canonical, value)
                ? Optional.empty()
                : Optional.of(new Difference(name, shown(canonical), shown(value)));
    }

    private static List<Difference> reasons(List<Reason> expected, List<Violation> found) {
        List<Difference> differences = new ArrayList<>();
        for (int index = 0; index < Math.max(expected.size(), found.size()); index++) {
            Reason reason = index < expected.size() ? expected.get(index) : null;
            Violation violation = index < found.size() ? found.get(index) : null;
            if (reason == null || violation == null || !matches(reason, violation)) {
                String what = "violation " + (index + 1);
                differences.add(new Difference(what, text(reason, violation), text(violation)));
            }
        }
        return differences;
    }

    private static boolean matches(Reason reason, Violation violation) {
        return reason.code() == violation.code()
                && matches(reason.field(), violation.field())
                && matches(reason.rule(), violation.rule())
                && matches(reason.message(), violation.message());
    }

    private static boolean matches(Optional<String> expected, String found) {
        return expected.isEmpty() || expected.get().equals(found);
    }

    private static String text(Reason reason, Violation beside) {
        if (reason == null) {
            return "(none)";
        }
        boolean sameMessage = beside != null && matches(reason.message(), beside.message());
        return reason.code()
                + reason.field().map(field -> " " + field).orElse("")
                + reason.rule().map(rule -> " " + rule).orElse("")
                + reason.message()
                        .filter(message -> !sameMessage)
                        .map(message -> ": " + message)
                        .orElse("");
    }

    private static String text(Violation violation) {
        if (violation == null) {
            return "(none)";
        }
        return violation.code()
                + (violation.field() == null ? "" : " " + violation.field())
                + (violation.rule() == null ? "" : " " + violation.rule())
                + ": " + violation.message();
    }

    private static String outcome(Found found) {
        return word(found.door())
                + found.violations().stream()
                        .map(violation -> " " + text(violation))
                        .collect(Collectors.joining(";"));
    }

    /** The one spelling of a value that its author may have spelled in another way. */
    private static String canonical(Type type, String text) {
        if (type instanceof Decimal || type instanceof Type.Real) {
            return canonicalNumber(type, text);
        } else if (type instanceof Type.Timestamp timestamp) {
            long micros = Timestamps.parse(text, timestamp.zone());
            return Timestamps.isFailure(micros) ? text : Timestamps.text(micros);
        }
        return text;
    }

    private static String canonicalNumber(Type type, String text) {
        try {
            BigDecimal number = new BigDecimal(text);
            return type instanceof Decimal ? CanonicalRow.plain(number) : CanonicalRow.shortest(number.doubleValue());
        } catch (NumberFormatException e) {
            return text;
        }
    }

    private static String shown(String value) {
        return value == null ? ABSENT : value;
    }

    private static String word(Expectation.Door door) {
        return door.name().toLowerCase(Locale.ROOT);
    }
}
