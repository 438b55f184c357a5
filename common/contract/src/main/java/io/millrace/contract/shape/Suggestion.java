package io.millrace.contract.shape;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Finds what a misspelt word probably meant. */
public final class Suggestion {

    private static final int LONGEST = 64;
    private static final int LISTED = 12;

    private Suggestion() {}

    /** "did you mean …", when a candidate is near; otherwise the candidates when they are few. */
    public static Optional<String> among(Collection<String> candidates, String word) {
        Optional<String> near = nearest(candidates, word).map(candidate -> "did you mean " + candidate + "?");
        if (near.isPresent() || candidates.isEmpty() || candidates.size() > LISTED) {
            return near;
        }
        return Optional.of("one of " + String.join(", ", candidates));
    }

    /** The candidate with the fewest edits, when they are few for its length. */
    public static Optional<String> nearest(Collection<String> candidates, String word) {
        if (word.length() > LONGEST) {
            return Optional.empty();
        }
        return candidates.stream()
                .filter(candidate -> distance(candidate, word) <= Math.max(1, candidate.length() / 3))
                .min(Comparator.<String>comparingInt(candidate -> distance(candidate, word))
                        .thenComparing(Comparator.naturalOrder()));
    }

    /** Insertions, deletions, replacements and swaps of neighbours between two words; case costs nothing. */
    static int distance(String one, String other) {
        int[][] edits = new int[one.length() + 1][other.length() + 1];
        for (int i = 0; i <= one.length(); i++) {
            for (int j = 0; j <= other.length(); j++) {
                edits[i][j] = i == 0 || j == 0 ? i + j : edits(edits, one, other, i, j);
            }
        }
        return edits[one.length()][other.length()];
    }

    private static int edits(int[][] edits, String one, String other, int i, int j) {
        boolean same = same(one, i, other, j);
        int fewest = Math.min(edits[i - 1][j - 1] + (same ? 0 : 1), Math.min(edits[i - 1][j], edits[i][j - 1]) + 1);
        boolean swapped = i > 1 && j > 1 && same(one, i, other, j - 1) && same(one, i - 1, other, j);
        return swapped ? Math.min(fewest, edits[i - 2][j - 2] + 1) : fewest;
    }

    private static boolean same(String one, int i, String other, int j) {
        return Character.toLowerCase(one.charAt(i - 1)) == Character.toLowerCase(other.charAt(j - 1));
    }
}
