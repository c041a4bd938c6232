package gradus.explain.plot;

import gradus.explain.chart.Axis;
import gradus.explain.chart.Chart;
import gradus.explain.chart.Figure;
import gradus.explain.chart.Mark;
import gradus.explain.chart.Point;
import gradus.nn.data.Table;
import gradus.nn.data.image.ImageDataset;
import gradus.nn.metric.Classification;
import gradus.nn.train.ImageModel;
import gradus.nn.train.TableModel;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/// What the probabilities of classes are worth: how well they part a class from the others (the ROC curve), and
/// whether answers of a confidence are right as often as they say (calibration).
///
/// {@snippet file="PlotSnippets.java" region="ProbabilityPlot"}
public final class ProbabilityPlot {
    private static final int MOST_CURVES = 8;
    private static final int BINS = 15;

    private ProbabilityPlot() {}

    /// Gives both plots of a model of classes on the rows of a table; rows whose class is missing do not count.
    ///
    /// @throws IllegalArgumentException if the model predicts a number, or a class is not one of the model's
    public static List<Figure> of(TableModel model, Table table) {
        return of(JudgedAnswers.of("probability plot", model, table));
    }

    /// Gives both plots of a model of images on images whose classes are known, numbered as the model's.
    public static List<Figure> of(ImageModel model, ImageDataset images) {
        return of(JudgedAnswers.of(model, images));
    }

    private static List<Figure> of(JudgedAnswers judged) {
        return List.of(
                roc(judged.labels(), judged.numbers(), judged.probabilities()),
                calibration(judged.numbers(), judged.probabilities()));
    }

    /// Gives the ROC curves: as the probability that suffices falls, which share of a class is found, and
    /// which share of the others is taken for it. Of two classes the curve of the second, of more each
    /// against all others, but those that do not occur.
    ///
    /// @param targets the true classes
    /// @param probabilities a row for each target, one after the other
    public static Figure roc(List<String> labels, int[] targets, double[] probabilities) {
        List<Integer> classes = IntStream.range(labels.size() == 2 ? 1 : 0, labels.size())
                .filter(c -> {
                    long own = IntStream.of(targets).filter(t -> t == c).count();
                    return own > 0 && own < targets.length;
                })
                .boxed()
                .toList();
        List<Mark> marks = new ArrayList<>();
        marks.add(new Mark.Border(List.of(new Point(0, 0), new Point(1, 1))));
        for (int i = 0; i < Math.min(MOST_CURVES, classes.size()); i++) {
            int c = classes.get(i);
            marks.add(new Mark.Line(labels.get(c), i, curve(c, labels.size(), targets, probabilities)));
        }
        int more = Math.max(0, classes.size() - MOST_CURVES);
        double area = labels.size() == 2 && !classes.isEmpty()
                ? Classification.rocAuc(targets, column(1, labels.size(), probabilities))
                : Classification.rocAucOneVersusRest(targets, probabilities);
        String words = "The share of a class that is found over the share of the others that is taken for it."
                + " Chance lies on the diagonal."
                + (Double.isNaN(area) ? "" : " The area under it is " + Words.number(area) + mean(labels) + ".")
                + (more == 0 ? "" : " " + more + " classes more are not drawn.");
        Axis found = Axis.of("share found").between(0, 1);
        Axis wrong = Axis.of("share of the others").between(0, 1);
        return Figure.of("ROC curve", words, new Chart("", wrong, found, marks));
    }

    private static String mean(List<String> labels) {
        return labels.size() == 2 ? "" : ", the mean over classes";
    }

    private static double[] column(int c, int classes, double[] probabilities) {
        return IntStream.range(0, probabilities.length / classes)
                .mapToDouble(row -> probabilities[row * classes + c])
                .toArray();
    }

    /// Equal probabilities are one point.
    private static List<Point> curve(int c, int classes, int[] targets, double[] probabilities) {
        double[] scores = column(c, classes, probabilities);
        List<Integer> order = IntStream.range(0, targets.length)
                .boxed()
                .sorted(Comparator.comparingDouble(row -> -scores[row]))
                .toList();
        double own = IntStream.of(targets).filter(t -> t == c).count();
        double others = targets.length - own;
        List<Point> points = new ArrayList<>(List.of(new Point(0, 0)));
        int found = 0;
        int wrong = 0;
        for (int i = 0; i < order.size(); i++) {
            int row = order.get(i);
            if (targets[row] == c) {
                found++;
            } else {
                wrong++;
            }
            if (i + 1 == order.size() || scores[order.get(i + 1)] != scores[row]) {
                points.add(new Point(wrong / others, found / own));
            }
        }
        return points;
    }

    /// Gives how often answers are right over how sure they are, in 15 equal parts of the confidence, those that
    /// occur.
    ///
    /// @param targets the true classes
    /// @param probabilities a row for each target, one after the other
    public static Figure calibration(int[] targets, double[] probabilities) {
        int classes = targets.length == 0 ? 1 : probabilities.length / targets.length;
        int[] predictions = Classification.predictions(probabilities, classes);
        int[] counts = new int[BINS];
        double[] sure = new double[BINS];
        double[] right = new double[BINS];
        for (int i = 0; i < targets.length; i++) {
            double confidence = probabilities[i * classes + predictions[i]];
            int bin = Math.clamp((long) Math.ceil(confidence * BINS) - 1, 0, BINS - 1);
            counts[bin]++;
            sure[bin] += confidence;
            right[bin] += predictions[i] == targets[i] ? 1 : 0;
        }
        List<Point> points = IntStream.range(0, BINS)
                .filter(bin -> counts[bin] > 0)
                .mapToObj(bin -> new Point(sure[bin] / counts[bin], right[bin] / counts[bin]))
                .toList();
        String words = "How often answers are right over how sure they are; below the diagonal they are too sure."
                + (targets.length == 0
                        ? ""
                        : " The mean distance from it, weighed by the number of answers, is "
                                + Words.number(Classification.calibrationError(targets, probabilities, BINS)) + ".");
        Chart chart = new Chart(
                "",
                Axis.of("confidence").between(0, 1),
                Axis.of("share that is right").between(0, 1),
                List.of(
                        new Mark.Border(List.of(new Point(0, 0), new Point(1, 1))),
                        new Mark.Line("", 0, points),
                        new Mark.Dots("answers", 0, points)));
        return Figure.of("Calibration", words, chart);
    }
}
