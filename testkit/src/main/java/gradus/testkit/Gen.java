package gradus.testkit;

import gradus.core.type.Key;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// A source of random choices for property tests. A failure is shrunk by halving the choices and is reported with
/// its seed; `-Dseed=17` replays that seed alone.
public final class Gen {
    private static final String PROPERTY = "seed";
    private static final int MOST_ATTEMPTS = 300;

    private final Key key;
    private final List<Integer> script;
    private final boolean scripted;
    private final List<Integer> drawn = new ArrayList<>();

    private Gen(Key key, List<Integer> script, boolean scripted) {
        this.key = key;
        this.script = script;
        this.scripted = scripted;
    }

    /// Runs a property for seeds 0 … runs − 1, or for the seed that the system property `seed` names.
    ///
    /// @throws AssertionError with the seed and the smallest failing choices, if the property throws
    public static void check(int runs, Consumer<Gen> property) {
        Long replay = Long.getLong(PROPERTY);
        long first = replay == null ? 0 : replay;
        long end = replay == null ? runs : replay + 1;
        for (long seed = first; seed < end; seed++) {
            Gen gen = of(seed);
            try {
                property.accept(gen);
            } catch (RuntimeException | AssertionError failure) {
                throw report(seed, gen, property, failure);
            }
        }
    }

    /// Gives the choices of a seed.
    public static Gen of(long seed) {
        return new Gen(Key.of(seed).fold("gen"), List.of(), false);
    }

    /// Gives an integer in [0, bound); small numbers are the simple ones.
    public int below(int bound) {
        int index = drawn.size();
        int choice = scripted ? (index < script.size() ? script.get(index) : 0) : key.below(bound, index);
        choice = Math.min(choice, bound - 1);
        drawn.add(choice);
        return choice;
    }

    /// Gives one of the options; the first is the simplest.
    public <T> T oneOf(List<T> options) {
        return options.get(below(options.size()));
    }

    /// Gives a key for values that are not shrunk.
    public Key key() {
        return key;
    }

    private static AssertionError report(long seed, Gen failed, Consumer<Gen> property, Throwable failure) {
        List<Integer> smallest = List.copyOf(failed.drawn);
        Throwable reason = failure;
        int attempts = 0;
        boolean smaller = true;
        while (smaller && attempts < MOST_ATTEMPTS) {
            smaller = false;
            for (List<Integer> candidate : candidates(smallest)) {
                Gen replay = new Gen(failed.key, candidate, true);
                attempts++;
                try {
                    property.accept(replay);
                } catch (RuntimeException | AssertionError still) {
                    smallest = List.copyOf(replay.drawn.subList(0, Math.min(candidate.size(), replay.drawn.size())));
                    reason = still;
                    smaller = true;
                    break;
                }
                if (attempts >= MOST_ATTEMPTS) {
                    break;
                }
            }
        }
        return new AssertionError(
                "seed " + seed + " fails (replay it with -D" + PROPERTY + "=" + seed + "); smallest choices " + smallest
                        + ": " + reason.getMessage(),
                reason);
    }

    /// Shorter by a half, by a quarter and by one, then with each choice halved.
    private static List<List<Integer>> candidates(List<Integer> choices) {
        List<List<Integer>> candidates = new ArrayList<>();
        int size = choices.size();
        for (int kept : new int[] {size / 2, size - size / 4, size - 1}) {
            if (kept >= 0 && kept < size) {
                candidates.add(choices.subList(0, kept));
            }
        }
        for (int i = size - 1; i >= 0; i--) {
            if (choices.get(i) > 0) {
                List<Integer> halved = new ArrayList<>(choices);
                halved.set(i, choices.get(i) / 2);
                candidates.add(halved);
            }
        }
        return candidates;
    }
}
