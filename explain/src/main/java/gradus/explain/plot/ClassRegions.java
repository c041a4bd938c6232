package gradus.explain.plot;

import gradus.explain.chart.Grid;
import gradus.explain.chart.Mark;
import gradus.explain.chart.Point;
import gradus.explain.chart.Tone;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The parts of a plane in which each class is the likeliest.
final class ClassRegions {

    private final List<String> labels;
    private final double[][] probabilities;
    private final double[] xs;
    private final double[] down;
    private final int[] likeliest;

    /// @param labels the classes
    /// @param probabilities of each class at each place of a lattice, the highest row first
    /// @param xs the places of the columns, rising
    /// @param ys the places of the rows, rising
    ClassRegions(List<String> labels, double[][] probabilities, double[] xs, double[] ys) {
        this.labels = labels;
        this.probabilities = probabilities;
        this.xs = xs;
        this.down = new double[ys.length];
        Arrays.setAll(down, i -> ys[ys.length - 1 - i]);
        this.likeliest = new int[probabilities[0].length];
        Arrays.setAll(likeliest, this::likeliest);
    }

    private int likeliest(int place) {
        int best = 0;
        for (int c = 1; c < labels.size(); c++) {
            best = probabilities[c][place] > probabilities[best][place] ? c : best;
        }
        return best;
    }

    /// Gives the shaded region of each class: faint where it is hardly likelier than others.
    List<Mark> surfaces(Mark.Box box) {
        double least = 1.0 / labels.size();
        List<Mark> surfaces = new ArrayList<>();
        for (int c = 0; c < labels.size(); c++) {
            double[] strength = new double[likeliest.length];
            for (int i = 0; i < strength.length; i++) {
                double share = (probabilities[c][i] - least) / (1 - least);
                strength[i] = likeliest[i] == c ? 0.08 + Math.max(0, share) * 0.4 : Double.NaN;
            }
            Tone tone = new Tone(Tone.Palette.SHADE, 0, 1, "");
            surfaces.add(new Mark.Surface(c, Grid.of(down.length, xs.length, strength), box, tone));
        }
        return surfaces;
    }

    /// Gives the lines on which two classes are the likeliest alike.
    Mark borders() {
        List<Point> points = new ArrayList<>();
        for (int c = 0; c < labels.size() - (labels.size() == 2 ? 1 : 0); c++) {
            points.addAll(Contours.zero(lead(c), xs, down));
        }
        return new Mark.Border(points);
    }

    /// Gives by how much a class is likelier than the likeliest other.
    private double[][] lead(int c) {
        double[][] lead = new double[down.length][xs.length];
        for (int i = 0; i < likeliest.length; i++) {
            double other = 0;
            for (int k = 0; k < labels.size(); k++) {
                other = k == c ? other : Math.max(other, probabilities[k][i]);
            }
            lead[i / xs.length][i % xs.length] = probabilities[c][i] - other;
        }
        return lead;
    }

    /// Gives the name of each class in its region, as far from the rest as can be.
    List<Mark> names() {
        List<Mark> names = new ArrayList<>();
        for (int c = 0; c < labels.size(); c++) {
            int deepest = deepest(c);
            if (deepest >= 0) {
                Point at = new Point(xs[deepest % xs.length], down[deepest / xs.length]);
                names.add(new Mark.Words(labels.get(c), c, at));
            }
        }
        return names;
    }

    /// Gives the place that is left last when a region loses its edge again and again; −1 if there is no region.
    private int deepest(int c) {
        boolean[] inside = new boolean[likeliest.length];
        int last = -1;
        for (int i = 0; i < inside.length; i++) {
            inside[i] = likeliest[i] == c;
        }
        boolean some = true;
        while (some) {
            some = false;
            boolean[] next = new boolean[inside.length];
            for (int i = 0; i < inside.length; i++) {
                if (inside[i]) {
                    last = i;
                    next[i] = isSurrounded(inside, i);
                    some |= next[i];
                }
            }
            inside = next;
        }
        return last;
    }

    private boolean isSurrounded(boolean[] inside, int i) {
        int row = i / xs.length;
        int column = i % xs.length;
        boolean within = row > 0 && row < down.length - 1 && column > 0 && column < xs.length - 1;
        return within && inside[i - 1] && inside[i + 1] && inside[i - xs.length] && inside[i + xs.length];
    }
}
