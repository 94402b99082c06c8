package icl.core.text;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Suggestions for misspelt names. */
public final class Suggestions {
    private Suggestions() {}

    /** A message such as {@code Unknown <thing>: 'idd' (did you mean 'iid'? known: aligned, iid, retrieval)}. */
    public static String unknown(String thing, String name, Collection<String> known) {
        String nearest =
                nearest(name, known).map(n -> "did you mean '" + n + "'? ").orElse("");
        return "Unknown " + thing + ": " + Excerpts.text(name) + " (" + nearest + "known: " + String.join(", ", known)
                + ")";
    }

    /** The known name with the smallest edit distance to this one; empty if that is large for its length. */
    public static Optional<String> nearest(String name, Collection<String> known) {
        return known.stream()
                .filter(k -> Math.abs(k.length() - name.length()) <= slipsAllowed(k))
                .filter(k -> slips(name, k) <= slipsAllowed(k))
                .min(Comparator.comparingInt(k -> slips(name, k)));
    }

    private static int slipsAllowed(String known) {
        return Math.max(1, known.length() / 3);
    }

    /** The edit distance: letters to insert, delete, replace, or exchange with their neighbour. */
    private static int slips(String a, String b) {
        int[][] slips = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                slips[i][j] = i == 0 || j == 0 ? i + j : fewest(slips, a, b, i, j);
            }
        }
        return slips[a.length()][b.length()];
    }

    private static int fewest(int[][] slips, String a, String b, int i, int j) {
        int replaced = slips[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        int least = Math.min(replaced, 1 + Math.min(slips[i - 1][j], slips[i][j - 1]));
        boolean swapped = i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
        return swapped ? Math.min(least, slips[i - 2][j - 2] + 1) : least;
    }
}
