package io.millrace.testkit.http;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;

/** Which requests fail. Rules are asked in the order in which they were made; the first that speaks wins. */
public final class Faults {

    private final List<Rule> rules = new ArrayList<>();
    private final List<Strike> strikes = new ArrayList<>();

    /** The n-th request of these operations from now on, counted from 1, fails once. */
    public synchronized void nth(int n, Fault fault, Enum<?>... operations) {
        rules.add(new Rule(among(operations), fault, countdown(n), true));
    }

    /** Every request of these operations, of all without any, fails until {@link #clear}. */
    public synchronized void always(Fault fault, Enum<?>... operations) {
        rules.add(new Rule(among(operations), fault, () -> true, false));
    }

    /** Each request of these operations fails with this chance, drawn from the seed. */
    public synchronized void randomly(long seed, double chance, Fault fault, Enum<?>... operations) {
        Random random = new Random(seed);
        rules.add(new Rule(among(operations), fault, () -> random.nextDouble() < chance, false));
    }

    public synchronized void clear() {
        rules.clear();
    }

    /** A request that failed. */
    public record Strike(Enum<?> operation, Fault fault) {}

    /** The requests that have failed so far. */
    public synchronized List<Strike> strikes() {
        return List.copyOf(strikes);
    }

    /** Answers a request of this kind: as the service does, or as a fault has it. */
    public HttpAnswer answer(Enum<?> operation, Service service) {
        return next(operation).map(fault -> fault.answer(service)).orElseGet(() -> service.carryOut(false));
    }

    private synchronized Optional<Fault> next(Enum<?> operation) {
        Optional<Fault> fault = Optional.empty();
        for (Iterator<Rule> each = rules.iterator(); each.hasNext(); ) {
            Rule rule = each.next();
            if (rule.operations.test(operation) && rule.turn.comes() && fault.isEmpty()) {
                fault = Optional.of(rule.fault);
                strikes.add(new Strike(operation, rule.fault));
                if (rule.once) {
                    each.remove();
                }
            }
        }
        return fault;
    }

    private static Predicate<Enum<?>> among(Enum<?>... operations) {
        Set<Enum<?>> wanted = Set.of(operations);
        return wanted.isEmpty() ? operation -> true : wanted::contains;
    }

    private static Turn countdown(int n) {
        int[] left = {n};
        return () -> --left[0] == 0;
    }

    private interface Turn {
        boolean comes();
    }

    private record Rule(Predicate<Enum<?>> operations, Fault fault, Turn turn, boolean once) {}
}
