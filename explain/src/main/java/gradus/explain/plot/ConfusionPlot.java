package gradus.explain.plot;

import gradus.explain.chart.Figure;
import gradus.explain.chart.Grid;
import gradus.explain.chart.HeatMap;
import gradus.explain.chart.Labels;
import gradus.explain.chart.Tone;
import gradus.nn.data.Table;
import gradus.nn.data.image.ImageDataset;
import gradus.nn.metric.ConfusionMatrix;
import gradus.nn.train.ImageModel;
import gradus.nn.train.TableModel;
import java.util.ArrayList;
import java.util.List;

/// Which classes are taken for which: a row for each class, with how often it was predicted as each, and the share of
/// the row.
///
/// {@snippet file="PlotSnippets.java" region="ConfusionPlot"}
public final class ConfusionPlot {
    private static final int MOST_WRITTEN = 16;

    private ConfusionPlot() {}

    /// Gives the plot of counted predictions.
    public static Figure of(ConfusionMatrix matrix) {
        int classes = matrix.labels().size();
        double[] shares = new double[classes * classes];
        List<String> texts = new ArrayList<>();
        for (int row = 0; row < classes; row++) {
            for (int column = 0; column < classes; column++) {
                double share = matrix.support(row) == 0
                        ? Double.NaN
                        : (double) matrix.count(row, column) / matrix.support(row);
                shares[row * classes + column] = share;
                texts.add(
                        matrix.count(row, column) + (Double.isNaN(share) ? "" : "\n" + Math.round(share * 100) + " %"));
            }
        }
        HeatMap map = new HeatMap(
                "",
                new Labels("true class", matrix.labels()),
                new Labels("predicted class", matrix.labels()),
                Grid.of(classes, classes, shares),
                new Tone(Tone.Palette.SHADE, 0, 1, "share of row"),
                classes <= MOST_WRITTEN ? texts : List.of());
        return Figure.of("Confusion matrix", words(matrix), map);
    }

    private static String words(ConfusionMatrix matrix) {
        long right = 0;
        for (int c = 0; c < matrix.labels().size(); c++) {
            right += matrix.count(c, c);
        }
        return right + " of " + Words.count(matrix.samples(), "sample", "samples") + " right"
                + (matrix.samples() == 0
                        ? "."
                        : ", " + Words.number(matrix.accuracy()) + " of all. What is right lies on the diagonal.");
    }

    /// Gives the plot of a model of classes on the rows of a table; rows whose class is missing do not count.
    ///
    /// @throws IllegalArgumentException if the model predicts a number, or a class is not one of the model's
    public static Figure of(TableModel model, Table table) {
        return of(JudgedAnswers.of("confusion plot", model, table));
    }

    /// Gives the plot of a model of images on images whose classes are known, numbered as the model's.
    public static Figure of(ImageModel model, ImageDataset images) {
        return of(JudgedAnswers.of(model, images));
    }

    private static Figure of(JudgedAnswers judged) {
        return of(ConfusionMatrix.of(judged.labels(), judged.numbers(), judged.predictions()));
    }
}
