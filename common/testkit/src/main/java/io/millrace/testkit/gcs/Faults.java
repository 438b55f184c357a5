package io.millrace.testkit.gcs;

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
    private int struck;

    /** The n-th request of these operations from now on, counted from 1, fails once. */
    public synchronized void nth(int n, Fault fault, Operation... operations) {
        Set<Operation> wanted = Set.of(operations);
        rules.add(new Rule(wanted.isEmpty() ? operation -> true : wanted::contains, fault, countdown(n), true));
    }

    /** Every request of these operations fails until {@link #clear}. */
    public synchronized void always(Fault fault, Operation... operations) {
        rules.add(new Rule(Set.of(operations)::contains, fault, () -> true, false));
    }

    /** Each request of these operations fails with this chance, drawn from the seed. */
    public synchronized void randomly(long seed, double chance, Fault fault, Operation... operations) {
        Random random = new Random(seed);
        rules.add(new Rule(Set.of(operations)::contains, fault, () -> random.nextDouble() < chance, false));
    }

    public synchronized void clear() {
        rules.clear();
    }

    /** How many requests have failed so far. */
    public synchronized int struck() {
        return struck;
    }

    synchronized Optional<Fault> next(Operation operation) {
        Optional<Fault> fault = Optional.empty();
        for (Iterator<Rule> each = rules.iterator(); each.hasNext(); ) {
            Rule rule = each.next();
            if (rule.operations.test(operation) && rule.turn.comes() && fault.isEmpty()) {
                fault = Optional.of(rule.fault);
                struck++;
                if (rule.once) {
                    each.remove();
                }
            }
        }
        return fault;
    }

    private static Turn countdown(int n) {
        int[] left = {n};
        return () -> --left[0] == 0;
    }

    private interface Turn {
        boolean comes();
    }

    private record Rule(Predicate<Operation> operations, Fault fault, Turn turn, boolean once) {}
}
