package gradus.examples.book;

import gradus.core.tensor.Autodiff;
import gradus.core.tensor.Tensor;
import gradus.core.type.Key;
import gradus.nn.data.Table;
import gradus.nn.data.TableSplit;
import gradus.nn.network.Networks;
import gradus.nn.optim.Adam;
import gradus.nn.train.Prediction;
import gradus.nn.train.TableRun;
import gradus.nn.train.Training;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Chapter 8: a table with numbers, a category and gaps, and three classes.
public final class Fruit {
    private Fruit() {}

    /// Prints what the chapter shows.
    public static void main(String... args) {
        show(new Page(System.out));
    }

    static void show(Page page) {
        softmax(page);
        page.space();
        confidentAndWrong(page);
        page.space();
        table(page);
    }

    private static void softmax(Page page) {
        // snippet softmax
        Tensor logits = Tensor.of(2.0, 1.0, 0.1); // what the last layer gives for three classes
        Tensor p = logits.softmax(0);
        page.line(
                "softmax %s, sum %.1f", Page.row("%.4f", p.toDoubles()), p.sum().item());
        page.line(
                "cross-entropy if the first is right %.4f, if the last is %.4f",
                -Math.log(p.get(0)), -Math.log(p.get(2)));
        // end
        page.space();
        // snippet slope
        Tensor slope =
                Autodiff.gradient(z -> z.logSoftmax(0).slice(0, 0, 1).negate().sum(), logits);
        page.line("slopes  %s", Page.row("%.4f", slope.toDoubles()));
        page.line("p − y   %s", Page.row("%.4f", p.get(0) - 1, p.get(1), p.get(2)));
        // end
    }

    private static void confidentAndWrong(Page page) {
        // snippet wrong
        for (double z : new double[] {0, -2, -5, -10}) { // the answer should be 1
            Tensor logit = Tensor.of(new double[] {z});
            Tensor squared =
                    Autodiff.gradient(t -> t.sigmoid().subtract(1).square().sum(), logit);
            Tensor entropy = Autodiff.gradient(t -> t.logSigmoid().negate().sum(), logit);
            page.line(
                    "answer %.5f: squared error pulls with %.5f, cross-entropy with %.5f",
                    logit.sigmoid().item(), -squared.item(), -entropy.item());
        }
        // end
    }

    private static Table fruits() {
        // snippet rows
        List<List<String>> rows = new ArrayList<>();
        for (int i = 0; i < 600; i++) {
            Key key = Key.of(7).fold(i);
            int kind = i % 3;
            double weight = new double[] {150, 120, 180}[kind] + 18 * key.normal(0); // grams
            double length = new double[] {7.0, 8.5, 7.8}[kind] + 0.5 * key.normal(1); // centimetres
            boolean red = key.uniform(2) < new double[] {0.7, 0.1, 0.2}[kind];
            rows.add(List.of(
                    i % 40 == 0 ? "" : String.format(Locale.ROOT, "%.0f", weight), // some were not weighed
                    String.format(Locale.ROOT, "%.1f", length),
                    red ? "red" : "green",
                    new String[] {"apple", "lemon", "pear"}[kind]));
        }
        var table = Table.of(List.of("weight", "length", "colour", "fruit"), rows);
        // end
        return table;
    }

    private static void table(Page page) {
        var table = fruits();
        // snippet profile
        for (var column : table.profile().columns()) {
            page.line("%s: %s, %s", column.name(), column.type(), column.reason());
        }
        // end
        page.space();
        // snippet train
        var data = table.target("fruit").split(0.6, 0.2, 0.2, Key.of(1));
        var run = Training.of(Networks.mlp(16), data)
                .optimizer(Adam.of(0.01))
                .epochs(100)
                .earlyStopping(15)
                .fit();
        page.line("%s", run.run().reason());
        page.line(
                "accuracy on the test rows %.3f",
                run.test().orElseThrow().values().get("accuracy"));
        // end
        page.space();
        confusion(data, run, page);
        page.space();
        // snippet predict
        var lemon = run.model().predict(Map.of("weight", "125", "length", "9.1", "colour", "green"));
        page.line("%s", ((Prediction.OfClass) lemon).label());
        // end
    }

    private static void confusion(TableSplit data, TableRun run, Page page) {
        // snippet confusion
        var test = data.test();
        int[][] counts = new int[3][3];
        List<String> labels = List.of("apple", "lemon", "pear");
        for (int i = 0; i < test.rowCount(); i++) {
            var answer = (Prediction.OfClass) run.model().predict(test.row(i));
            String truth = test.row(i).cell("fruit").orElseThrow();
            counts[labels.indexOf(truth)][labels.indexOf(answer.label())]++;
        }
        page.line("true class, then how often each was answered");
        for (int i = 0; i < 3; i++) {
            page.line("%-6s %3d %3d %3d", labels.get(i), counts[i][0], counts[i][1], counts[i][2]);
        }
        // end
    }
}
