package gradus.examples.book;

import gradus.core.tensor.Tensor;
import gradus.core.type.Key;
import gradus.core.type.Shape;
import gradus.nn.data.ArrayDataset;
import gradus.nn.data.samples.SampleSet;
import gradus.nn.layer.Context;
import gradus.nn.layer.Layer;
import gradus.nn.layer.Parameters;
import gradus.nn.layer.Reshape;
import gradus.nn.layer.Sequential;
import gradus.nn.loss.Loss;
import gradus.nn.network.Networks;
import gradus.nn.optim.Adam;
import gradus.nn.train.Training;
import java.util.List;

/// Chapter 9: a window that walks over a picture.
public final class Pictures {
    private Pictures() {}

    /// Prints what the chapter shows.
    public static void main(String... args) {
        show(new Page(System.out));
    }

    static void show(Page page) {
        edges(page);
        page.space();
        pool(page);
        page.space();
        digits(page);
    }

    // snippet picture
    private static final int[][] PICTURE = {
        {0, 0, 9, 9, 9, 9},
        {0, 0, 9, 9, 9, 9},
        {0, 0, 9, 9, 9, 9},
        {0, 0, 0, 0, 0, 0},
        {0, 0, 0, 0, 0, 0}
    };
    private static final int[][] KERNEL = {{-1, 0, 1}, {-1, 0, 1}, {-1, 0, 1}};
    // end

    private static void edges(Page page) {
        // snippet convolve
        for (int row = 0; row + 3 <= PICTURE.length; row++) {
            double[] line = new double[PICTURE[0].length - 2];
            for (int column = 0; column < line.length; column++) {
                for (int i = 0; i < 3; i++) {
                    for (int j = 0; j < 3; j++) {
                        line[column] += KERNEL[i][j] * PICTURE[row + i][column + j];
                    }
                }
            }
            page.line("%s", Page.row("%3.0f", line));
        }
        // end
    }

    private static void pool(Page page) {
        // snippet counts
        for (String words : List.of("dense(100) relu dense(classes)", "conv(8,3) relu globalavgpool dense(classes)")) {
            var network = Networks.of(words).build(Shape.of(28, 28, 1), 10, Key.of(1));
            page.line("%s: %,d parameters", words, Parameters.count(network));
        }
        // end
    }

    private static void digits(Page page) {
        // snippet data
        var training = digits(1000, Key.of(1));
        var test = digits(500, Key.of(2));
        // end
        // snippet show
        float[] first = test.features(4);
        for (int row = 0; row < 8; row++) {
            var line = new StringBuilder();
            for (int column = 0; column < 8; column++) {
                line.append(" .:*#".charAt((int) (first[8 * row + column] * 4)));
            }
            page.line("%s", line);
        }
        // end
        page.space();
        // snippet train
        var words = Networks.of("conv(8,3, padding=same) relu maxpool(2) conv(16,3, padding=same) relu dense(classes)");
        var network = words.build(Shape.of(8, 8, 1), 10, Key.of(1));
        var whole = Sequential.of(Reshape.of(8, 8, 1), network);
        var run = Training.of(whole, training, Loss.CROSS_ENTROPY)
                .optimizer(Adam.of(0.005))
                .epochs(8)
                .fit();
        page.line("right: %d of %d", right(run.network(), test), test.size());
        // end
    }

    // snippet digits
    private static ArrayDataset digits(int count, Key key) {
        float[] pixels = new float[count * 64];
        int[] classes = new int[count];
        var rows = SampleSet.DIGITS.rows(count, key).toList(); // 64 cells from 0 to 16, then the digit
        for (int i = 0; i < count; i++) {
            for (int j = 0; j < 64; j++) {
                pixels[64 * i + j] = Float.parseFloat(rows.get(i).get(j)) / 16;
            }
            classes[i] = Integer.parseInt(rows.get(i).getLast());
        }
        return ArrayDataset.ofClasses(pixels, 64, classes);
    }
    // end

    // snippet right
    private static int right(Layer network, ArrayDataset data) {
        int right = 0;
        for (int i = 0; i < data.size(); i++) {
            Tensor answer = network.forward(Tensor.of(data.features(i)).reshape(1, 64), Context.inference());
            right += answer.argMax(1).item() == data.target(i) ? 1 : 0;
        }
        return right;
    }
    // end
}
