package io.millrace.pipeline.text;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * A plain pattern as a nondeterministic automaton (Thompson's construction). State 0 is where it begins; the accepting
 * state is known by number.
 */
final class Nfa {

    /** More states than a plain pattern of sensible size has. */
    private static final int MOST_STATES = 4_000;

    private final List<PlainPattern.Characters> characters = new ArrayList<>();
    private final List<int[]> next = new ArrayList<>();
    private final int accepting;

    private Nfa(PlainPattern pattern) {
        int start = state();
        accepting = add(pattern, start);
    }

    /** The automaton, or null when it would be too large. */
    static Nfa of(PlainPattern pattern) {
        return size(pattern) > MOST_STATES ? null : new Nfa(pattern);
    }

    boolean accepts(BitSet states) {
        return states.get(accepting);
    }

    /** The states at the begin. */
    BitSet begin() {
        BitSet states = new BitSet();
        enter(0, states);
        return states;
    }

    /** The states that a character leads to. */
    BitSet after(BitSet states, int character) {
        BitSet after = new BitSet();
        for (int state = states.nextSetBit(0); state >= 0; state = states.nextSetBit(state + 1)) {
            PlainPattern.Characters taken = characters.get(state);
            if (taken != null && taken.has(character)) {
                enter(next.get(state)[0], after);
            }
        }
        return after;
    }

    /** Whether some character set tells the two characters apart. */
    boolean distinguishes(int one, int other) {
        return characters.stream().anyMatch(set -> set != null && set.has(one) != set.has(other));
    }

    /** Adds the state and all that is reached from it without a character; its depth is that of the pattern. */
    private void enter(int state, BitSet states) {
        if (!states.get(state)) {
            states.set(state);
            if (characters.get(state) == null) {
                for (int target : next.get(state)) {
                    enter(target, states);
                }
            }
        }
    }

    /** Adds the pattern behind a state; returns the state where it ends. */
    private int add(PlainPattern pattern, int from) {
        if (pattern instanceof PlainPattern.Characters set) {
            int step = state();
            int end = state();
            link(from, step);
            characters.set(step, set);
            link(step, end);
            return end;
        } else if (pattern instanceof PlainPattern.Sequence sequence) {
            int end = from;
            for (PlainPattern part : sequence.parts()) {
                end = add(part, end);
            }
            return end;
        } else if (pattern instanceof PlainPattern.Choice choice) {
            int end = state();
            for (PlainPattern option : choice.options()) {
                int begin = state();
                link(from, begin);
                link(add(option, begin), end);
            }
            return end;
        }
        return repeat((PlainPattern.Repeat) pattern, from);
    }

    private int repeat(PlainPattern.Repeat repeat, int from) {
        int here = from;
        for (int time = 0; time < repeat.least(); time++) {
            here = add(repeat.part(), here);
        }
        int end = state();
        if (repeat.most() == PlainPattern.Repeat.UNBOUNDED) {
            int loop = state();
            link(here, loop);
            link(add(repeat.part(), loop), loop);
            link(loop, end);
            return end;
        }
        for (int time = repeat.least(); time < repeat.most(); time++) {
            link(here, end);
            here = add(repeat.part(), here);
        }
        link(here, end);
        return end;
    }

    private int state() {
        characters.add(null);
        next.add(new int[0]);
        return next.size() - 1;
    }

    private void link(int from, int to) {
        int[] targets = next.get(from);
        int[] more = Arrays.copyOf(targets, targets.length + 1);
        more[targets.length] = to;
        next.set(from, more);
    }

    /** About how many states the pattern takes; long, since repetitions multiply. */
    private static long size(PlainPattern pattern) {
        if (pattern instanceof PlainPattern.Sequence sequence) {
            return sequence.parts().stream().mapToLong(Nfa::size).sum();
        } else if (pattern instanceof PlainPattern.Choice choice) {
            return 1
                    + choice.options().stream()
                            .mapToLong(option -> 1 + size(option))
                            .sum();
        } else if (pattern instanceof PlainPattern.Repeat repeat) {
            return 2 + size(repeat.part()) * (1L + Math.max(repeat.least(), repeat.most()));
        }
        return 2;
    }
}
