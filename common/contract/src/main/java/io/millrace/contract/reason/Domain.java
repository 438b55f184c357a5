package io.millrace.contract.reason;

import io.millrace.contract.rule.Expr.Comparison;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The values that a field (or the length of a text) may have at some point of a rule. Always at least as large as the
 * truth, so that what lies outside of it certainly cannot be.
 */
sealed interface Domain {

    /** The values of both; empty when there are none. */
    Optional<Domain> meet(Domain other);

    /** At least the values of either. */
    Domain join(Domain other);

    /** Nothing: the field is absent. */
    record Absent() implements Domain {
        @Override
        public Optional<Domain> meet(Domain other) {
            return other instanceof Absent || other instanceof Unknown ? Optional.of(this) : Optional.empty();
        }

        @Override
        public Domain join(Domain other) {
            return other instanceof Absent ? this : new Unknown();
        }
    }

    /** Any value, or none. */
    record Unknown() implements Domain {
        @Override
        public Optional<Domain> meet(Domain other) {
            return Optional.of(other);
        }

        @Override
        public Domain join(Domain other) {
            return this;
        }
    }

    /** Some value of which nothing else is known. */
    record Present() implements Domain {
        @Override
        public Optional<Domain> meet(Domain other) {
            return other instanceof Absent ? Optional.empty() : Optional.of(other instanceof Unknown ? this : other);
        }

        @Override
        public Domain join(Domain other) {
            return other instanceof Absent || other instanceof Unknown ? new Unknown() : this;
        }
    }

    /** One of these texts (a boolean is one of true and false). */
    record OneOf(Set<String> values) implements Domain {
        public OneOf {
            values = Set.copyOf(values);
        }

        @Override
        public Optional<Domain> meet(Domain other) {
            if (!(other instanceof OneOf that)) {
                return other instanceof Absent ? Optional.empty() : Optional.of(this);
            }
            Set<String> both = new TreeSet<>(values);
            both.retainAll(that.values);
            return both.isEmpty() ? Optional.empty() : Optional.of(new OneOf(both));
        }

        @Override
        public Domain join(Domain other) {
            if (!(other instanceof OneOf that)) {
                return new Present().join(other);
            }
            Set<String> either = new TreeSet<>(values);
            either.addAll(that.values);
            return new OneOf(either);
        }
    }

    /** A number between two ends, each of which may be missing, and is itself included or not. */
    record Between(Optional<End> low, Optional<End> high) implements Domain {

        /** An end of an interval. */
        record End(BigDecimal value, boolean included) {}

        static Between of(Range range) {
            return new Between(end(range.min(), true), end(range.max(), true));
        }

        static Between compared(Comparison comparison, BigDecimal value) {
            return switch (comparison) {
                case EQUAL -> new Between(end(value, true), end(value, true));
                case NOT_EQUAL -> new Between(Optional.empty(), Optional.empty());
                case LESS -> new Between(Optional.empty(), end(value, false));
                case LESS_OR_EQUAL -> new Between(Optional.empty(), end(value, true));
                case GREATER -> new Between(end(value, false), Optional.empty());
                case GREATER_OR_EQUAL -> new Between(end(value, true), Optional.empty());
            };
        }

        private static Optional<End> end(BigDecimal value, boolean included) {
            return Optional.of(new End(value, included));
        }

        @Override
        public Optional<Domain> meet(Domain other) {
            if (!(other instanceof Between that)) {
                return other instanceof Absent ? Optional.empty() : Optional.of(this);
            }
            Between both = new Between(tighter(low, that.low, 1), tighter(high, that.high, -1));
            return both.isEmpty() ? Optional.empty() : Optional.of(both);
        }

        @Override
        public Domain join(Domain other) {
            if (!(other instanceof Between that)) {
                return new Present().join(other);
            }
            return new Between(wider(low, that.low, -1), wider(high, that.high, 1));
        }

        private boolean isEmpty() {
            if (low.isEmpty() || high.isEmpty()) {
                return false;
            }
            int order = low.get().value().compareTo(high.get().value());
            return order > 0
                    || (order == 0 && !(low.get().included() && high.get().included()));
        }

        /** The end that leaves less, when {@code direction} points inwards. */
        private static Optional<End> tighter(Optional<End> one, Optional<End> other, int direction) {
            if (one.isEmpty() || other.isEmpty()) {
                return one.or(() -> other);
            }
            int order = one.get().value().compareTo(other.get().value()) * direction;
            return order == 0 ? (one.get().included() ? other : one) : order > 0 ? one : other;
        }

        /** The end that leaves more, when {@code direction} points outwards; none when one of them is missing. */
        private static Optional<End> wider(Optional<End> one, Optional<End> other, int direction) {
            if (one.isEmpty() || other.isEmpty()) {
                return Optional.empty();
            }
            int order = one.get().value().compareTo(other.get().value()) * direction;
            return order == 0 ? (one.get().included() ? one : other) : order > 0 ? one : other;
        }
    }
}
