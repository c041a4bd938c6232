package gradus.nn.data;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Finds the name that a user most likely meant.
public final class NearestName {
    private static final int MOST_LISTED = 30;

    private NearestName() {}

    /// Gives the candidate with the fewest single-letter changes to `name` (case and blanks ignored), if it is
    /// near enough to be a slip.
    public static Optional<String> of(String name, Collection<String> candidates) {
        String wanted = simple(name);
        String best = "";
        int least = wanted.length() < 3 ? 1 : Math.max(1, wanted.length() / 3) + 1;
        for (String candidate : candidates) {
            String other = simple(candidate);
            int distance = distance(wanted, other);
            if (other.startsWith(wanted) && wanted.length() >= 3) {
                distance = Math.min(distance, 1);
            }
            if (distance < least) {
                least = distance;
                best = candidate;
            }
        }
        return best.isEmpty() ? Optional.empty() : Optional.of(best);
    }

    /// Gives `; did you mean 'x'?` or nothing.
    public static String suggestion(String name, Collection<String> candidates) {
        return of(name, candidates)
                .map(near -> "; did you mean '" + near + "'?")
                .orElse("");
    }

    /// Gives the names separated by commas, cut after thirty.
    static String list(List<String> names) {
        String head = String.join(", ", names.subList(0, Math.min(MOST_LISTED, names.size())));
        return names.size() <= MOST_LISTED ? head : head + ", … (" + names.size() + " in all)";
    }

    private static String simple(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[\\s_.-]+", "");
    }

    /// The fewest letters to add, drop, change or swap with the next one (optimal string alignment).
    static int distance(String a, String b) {
        int[] beforeLast = new int[b.length() + 1];
        int[] last = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            last[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] row = new int[b.length() + 1];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int change = last[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(change, Math.min(last[j], row[j - 1]) + 1);
                boolean swap =
                        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
                row[j] = swap ? Math.min(row[j], beforeLast[j - 2] + 1) : row[j];
            }
            beforeLast = last;
            last = row;
        }
        return last[b.length()];
    }
}
