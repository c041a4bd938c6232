package gradus.explain.step;

import gradus.explain.document.Phase;
import java.util.List;

/// How much of a step is shown. A small one is shown whole. Of a large one, unless a focus asks for more, blocks that
/// repeat are folded and sections are shortened until the document can be read.
///
/// @param whole whether everything is shown
/// @param lines the most lines of a section
/// @param updated the most elements of a parameter whose update is shown
/// @param terms the most terms of a sum
/// @param blocks the folded blocks
record Extent(boolean whole, int lines, int updated, int terms, Blocks blocks) {
    /// Up to so many numbers a step is shown whole, and so many are shown of a large one.
    static final int MOST = 500;

    private static final int SHORT_SUM = 3;

    /// Decides for a step.
    static Extent of(Stage stage, Focus focus) {
        List<Naming> all = stage.named().names().all();
        boolean plain = focus.withTerms(Focus.TERMS).equals(Focus.defaults());
        boolean isSmall = plain && all.stream().mapToLong(Naming::count).sum() <= MOST;
        if (focus.isAll() || isSmall) {
            boolean whole = !focus.isNarrow();
            return new Extent(whole, Integer.MAX_VALUE, Integer.MAX_VALUE, focus.terms(), Blocks.open());
        }
        Extent extent = new Extent(false, focus.lines(), focus.lines(), focus.terms(), Blocks.open());
        boolean isAsked = focus.isNarrow() || focus.lines() != Focus.LINES;
        if (isAsked || extent.numbers(all) <= MOST) {
            return extent;
        }
        int terms = Math.min(focus.terms(), SHORT_SUM);
        for (Blocks blocks : List.of(Blocks.open(), Blocks.alike(stage), Blocks.between(stage))) {
            for (int lines = focus.lines(); lines >= 1; lines /= 2) {
                extent = new Extent(false, lines, Math.max(1, lines / 4), terms, blocks);
                if (extent.numbers(all) <= MOST) {
                    return extent;
                }
            }
        }
        return extent;
    }

    /// About how many numbers are shown, with the factors of the chain rule beside the gradients.
    private long numbers(List<Naming> all) {
        return all.stream()
                .filter(naming -> blocks.of(naming).isEmpty())
                .mapToLong(naming -> switch (naming.phase()) {
                    case FORWARD, LOSS -> Math.min(naming.count(), lines);
                    case BACKWARD -> 3L * Math.min(naming.count(), lines) / 2;
                    case UPDATE -> Math.min(naming.count(), updated);
                    case AFTER -> 0;
                })
                .sum();
    }

    /// Says whether the document would be longer than can be read, so that more than usual is folded.
    boolean isShortened() {
        return updated < lines || !blocks.paths().isEmpty();
    }

    /// Gives what is folded and how to see it.
    String words() {
        int folded = blocks.paths().size();
        return "sections show " + lines + " lines at most, updates " + updated + ", sums " + terms + " terms"
                + (folded == 0 ? "" : "; " + folded + " blocks like those shown are folded")
                + "; “all” shows everything, a focus on a layer opens it";
    }

    /// Says how many elements of a node may be shown.
    int most(Naming naming) {
        if (blocks.of(naming).isPresent()) {
            return 0;
        }
        return naming.phase() == Phase.UPDATE ? updated : lines;
    }
}
