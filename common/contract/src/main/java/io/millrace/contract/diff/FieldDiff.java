package io.millrace.contract.diff;

import io.millrace.contract.Field;
import io.millrace.contract.Limits;
import io.millrace.contract.Mask;
import io.millrace.contract.Type;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Compares a field with what it was. {@code identity} says that its values tell records apart. */
final class FieldDiff {

    private final Field was;
    private final Field is;
    private final boolean identity;
    private final List<Change> changes = new ArrayList<>();

    FieldDiff(Field was, Field is, boolean identity) {
        this.was = was;
        this.is = is;
        this.identity = identity;
    }

    List<Change> changes() {
        type();
        if (was.required() != is.required()) {
            add(is.required() ? ChangeKind.FIELD_MADE_REQUIRED : ChangeKind.FIELD_MADE_OPTIONAL, "");
        }
        if (was.coerces() != is.coerces()) {
            add(is.coerces() ? ChangeKind.COERCION_ALLOWED : ChangeKind.COERCION_FORBIDDEN, "coerce");
        }
        if (!was.standardizers().equals(is.standardizers())) {
            add(
                    identity ? ChangeKind.KEY_FIELD_CHANGED : ChangeKind.STANDARDIZE_CHANGED,
                    "standardize " + was.standardizers() + " becomes " + is.standardizers());
        }
        limits(was.limits(), is.limits());
        mask();
        if (!was.description().equals(is.description())) {
            add(ChangeKind.WORDS_CHANGED, "description");
        }
        return changes;
    }

    private void type() {
        String before = was.type().declaration();
        String now = is.type().declaration();
        if (!before.equals(now)) {
            add(
                    identity ? ChangeKind.KEY_FIELD_CHANGED : ChangeKind.FIELD_TYPE_CHANGED,
                    "type " + before + " becomes " + now);
        } else if (was.type() instanceof Type.Timestamp one
                && is.type() instanceof Type.Timestamp other
                && !(one.zone().normalized().equals(other.zone().normalized())
                        && one.unit().equals(other.unit()))) {
            add(identity ? ChangeKind.KEY_FIELD_CHANGED : ChangeKind.FIELD_ZONE_CHANGED, "zone or unit");
        }
    }

    private void limits(Limits before, Limits now) {
        boolean tighter = isTighter(before, now);
        boolean wider = isTighter(now, before);
        if (tighter) {
            add(ChangeKind.LIMITS_TIGHTER, "limits");
        }
        if (wider) {
            add(ChangeKind.LIMITS_WIDER, "limits");
        }
        if (!before.pattern().equals(now.pattern())) {
            add(ChangeKind.PATTERN_CHANGED, "pattern");
        }
        allowed(before.allowed(), now.allowed());
    }

    /** Whether some limit keeps out what it let in. */
    private static boolean isTighter(Limits before, Limits now) {
        return raised(before.min(), now.min())
                || raised(negated(before.max()), negated(now.max()))
                || raised(number(before.minLength()), number(now.minLength()))
                || raised(negated(number(before.maxLength())), negated(number(now.maxLength())));
    }

    private static boolean raised(Optional<BigDecimal> before, Optional<BigDecimal> now) {
        return now.isPresent() && (before.isEmpty() || now.get().compareTo(before.get()) > 0);
    }

    private static Optional<BigDecimal> negated(Optional<BigDecimal> bound) {
        return bound.map(BigDecimal::negate);
    }

    private static Optional<BigDecimal> number(OptionalInt length) {
        return length.isPresent() ? Optional.of(BigDecimal.valueOf(length.getAsInt())) : Optional.empty();
    }

    /** An empty list allows everything. */
    private void allowed(List<String> before, List<String> now) {
        if (!before.isEmpty() && (now.isEmpty() || !new HashSet<>(before).containsAll(now))) {
            add(ChangeKind.ENUM_LONGER, "enum " + before + " becomes " + now);
        }
        if (!now.isEmpty() && (before.isEmpty() || !new HashSet<>(now).containsAll(before))) {
            add(ChangeKind.ENUM_SHORTER, "enum " + before + " becomes " + now);
        }
    }

    private void mask() {
        if (was.mask().isEmpty() && is.mask().isEmpty()) {
            return;
        } else if (was.mask().isEmpty() || is.mask().isEmpty()) {
            add(is.mask().isPresent() ? ChangeKind.MASK_ADDED : ChangeKind.MASK_REMOVED, "mask");
            if (identity) {
                add(ChangeKind.KEY_FIELD_CHANGED, "mask");
            }
            return;
        }
        Mask before = was.mask().get();
        Mask now = is.mask().get();
        if (!before.domain().equals(now.domain())) {
            add(ChangeKind.MASK_DOMAIN_CHANGED, "domain " + before.domain() + " becomes " + now.domain());
        }
        if (before.showLast() != now.showLast()) {
            add(
                    now.showLast() > before.showLast() ? ChangeKind.MASK_SHOWS_MORE : ChangeKind.MASK_SHOWS_LESS,
                    "show_last " + before.showLast() + " becomes " + now.showLast());
        }
    }

    private void add(ChangeKind kind, String what) {
        changes.add(new Change(kind, "field " + is.name() + (what.isEmpty() ? "" : ": " + what)));
    }
}
