package gradus.io.torch;

import gradus.core.type.Shape;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/// What became of one tensor.
///
/// @param path the path of ours, empty if nothing of ours takes theirs
/// @param shape the shape of ours, empty without one
/// @param names the names of theirs that it is made of, empty if there are none
/// @param state what became of it
public record Fit(String path, Optional<Shape> shape, List<String> names, State state) {
    /// What became of a tensor.
    public enum State {
        /// Ours is made of theirs.
        FITTED,
        /// Nothing of theirs fits ours.
        MISSING,
        /// Nothing of ours needs theirs.
        UNUSED
    }

    /// Copies the names.
    public Fit {
        names = List.copyOf(names);
    }

    /// Gives a table of what became of the tensors.
    static String table(List<Fit> fits, StateDict state) {
        List<List<String>> rows = fits.stream()
                .map(fit -> List.of(
                        fit.path().isEmpty() ? "–" : fit.path(),
                        fit.shape().map(Shape::toString).orElse(""),
                        fit.names().isEmpty() ? "–" : String.join(" + ", fit.names()),
                        fit.names().stream()
                                .map(name -> String.valueOf(state.shapes().get(name)))
                                .collect(Collectors.joining(" + ")),
                        fit.state().name().toLowerCase(Locale.ROOT)))
                .toList();
        StringBuilder text = new StringBuilder();
        List<String> titles = List.of("here", "shape", "in the file", "shape", "");
        int[] widths = new int[titles.size()];
        for (int i = 0; i < widths.length; i++) {
            int column = i;
            widths[i] = Math.max(
                    titles.get(i).length(),
                    rows.stream()
                            .mapToInt(row -> row.get(column).length())
                            .max()
                            .orElse(0));
        }
        line(text, titles, widths);
        rows.forEach(row -> line(text, row, widths));
        return text.toString();
    }

    private static void line(StringBuilder text, List<String> cells, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            line.append(cells.get(i)).repeat(' ', widths[i] - cells.get(i).length() + 2);
        }
        text.append(line.toString().stripTrailing()).append('\n');
    }
}
