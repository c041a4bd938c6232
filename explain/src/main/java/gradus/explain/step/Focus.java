package gradus.explain.step;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// What of a step is shown line by line; the rest is folded into numbers that add up.
///
/// {@snippet file="ExplainSnippets.java" region="Focus"}
///
/// @param layer the path of a layer or parameter, such as `layers.0`; nothing for all
/// @param index the indices of a weight (one number: of a unit), counted from 1; empty for all
/// @param time a time step, counted from 1; nothing for all
/// @param lines the most lines of one section
/// @param terms the most terms of one sum
/// @param isAll whether everything is shown, however long the document becomes
public record Focus(
        Optional<String> layer, List<Integer> index, OptionalInt time, int lines, int terms, boolean isAll) {
    /// The most lines of a section where nothing else is said.
    public static final int LINES = 8;

    /// The most terms of a sum where nothing else is said.
    public static final int TERMS = 12;

    public Focus {
        index = List.copyOf(index);
        if (lines < 1 || terms < 1) {
            throw new IllegalArgumentException(
                    "explain: a section needs at least one line and a sum at least one term, got " + lines + " and "
                            + terms);
        }
        if (index.stream().anyMatch(i -> i < 1) || time.orElse(1) < 1) {
            throw new IllegalArgumentException(
                    "explain: units, weights and time steps are counted from 1, got " + index + " and " + time);
        }
    }

    /// Shows small networks whole. Of large ones it shows in each section what moves most and folds blocks that
    /// repeat, so that the document is never longer than can be read.
    public static Focus defaults() {
        return new Focus(Optional.empty(), List.of(), OptionalInt.empty(), LINES, TERMS, false);
    }

    /// Shows a layer or a parameter, and of others only what leads to the loss.
    ///
    /// @param path its path, such as `layers.0`
    public Focus onLayer(String path) {
        return new Focus(Optional.of(path), index, time, lines, terms, isAll);
    }

    /// Shows one unit of the layer.
    ///
    /// @param unit the unit, counted from 1
    public Focus onUnit(int unit) {
        return new Focus(layer, List.of(unit), time, lines, terms, isAll);
    }

    /// Shows one weight of the parameter.
    ///
    /// @param indices its indices as the parameter has them, counted from 1
    public Focus onWeight(List<Integer> indices) {
        return new Focus(layer, indices, time, lines, terms, isAll);
    }

    /// Shows one time step of recurrent layers.
    ///
    /// @param step the step, counted from 1
    public Focus onTime(int step) {
        return new Focus(layer, index, OptionalInt.of(step), lines, terms, isAll);
    }

    /// Shows everything, however long the document becomes.
    public Focus all() {
        return new Focus(layer, index, time, lines, terms, true);
    }

    /// Says whether only a part of the network is shown.
    boolean isNarrow() {
        return layer.isPresent() || time.isPresent() || !index.isEmpty();
    }

    /// Shows at most so many lines of a section.
    public Focus withLines(int most) {
        return new Focus(layer, index, time, most, terms, isAll);
    }

    /// Shows at most so many terms of a sum.
    public Focus withTerms(int most) {
        return new Focus(layer, index, time, lines, most, isAll);
    }
}
