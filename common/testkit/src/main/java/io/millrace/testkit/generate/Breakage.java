package io.millrace.testkit.generate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Which members of the record at hand are broken, and how. */
final class Breakage {

    private static final int FEWEST = 2;
    private static final int MORE = 3;

    /** A member and one way to break it. */
    private record Way(int member, Member.Break found) {}

    private final Map<BadKind, List<Way>> waysOfKind = new EnumMap<>(BadKind.class);
    private final List<List<Way>> waysOfMember = new ArrayList<>();
    private final Member.Break[] chosen;

    Breakage(List<Member> members) {
        chosen = new Member.Break[members.size()];
        for (int member = 0; member < members.size(); member++) {
            List<Way> ways = new ArrayList<>();
            for (Member.Break found : members.get(member).breaks()) {
                Way way = new Way(member, found);
                ways.add(way);
                waysOfKind
                        .computeIfAbsent(found.kind(), any -> new ArrayList<>())
                        .add(way);
            }
            waysOfMember.add(ways);
        }
    }

    void clear() {
        Arrays.fill(chosen, null);
    }

    /** Breaks one member in one of the ways of a kind. */
    void breakOne(BadKind kind, Draws draws, Fate fate) {
        List<Way> ways = waysOfKind.get(kind);
        choose(ways.get(draws.below(ways.size())), fate);
    }

    /** Breaks two to four members, each in one of its ways. */
    void breakSeveral(Draws draws, Fate fate) {
        int wanted = Math.min(chosen.length, FEWEST + draws.below(MORE));
        int first = draws.below(chosen.length);
        for (int count = 0; count < wanted; count++) {
            List<Way> ways = waysOfMember.get((first + count) % chosen.length);
            if (!ways.isEmpty()) {
                choose(ways.get(draws.below(ways.size())), fate);
            }
        }
    }

    /** Puts a literal in place of a member, whatever that earns. */
    void replace(int member, byte[] literal) {
        chosen[member] = new Member.Break(BadKind.MALFORMED, literal);
    }

    boolean breaks(int member) {
        return chosen[member] != null;
    }

    /** What stands in its place; null when the member is left out. */
    byte[] literal(int member) {
        return chosen[member].literal();
    }

    private void choose(Way way, Fate fate) {
        chosen[way.member] = way.found;
        fate.violation(way.found.kind().code());
    }
}
