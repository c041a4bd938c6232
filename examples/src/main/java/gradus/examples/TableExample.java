package gradus.examples;

import static gradus.nn.activation.Activation.RELU;

import gradus.core.type.Key;
import gradus.nn.data.Table;
import gradus.nn.network.Networks;
import gradus.nn.optim.Adam;
import gradus.nn.train.TableModel;
import gradus.nn.train.TableRun;
import gradus.nn.train.Training;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/// From a table to a saved model and its first answer.
public final class TableExample {
    private TableExample() {}

    /// Trains on `samples/spirals.csv`, or on the file given, whose target must be called `arm`.
    public static void main(String... args) throws IOException {
        Path csv = Path.of(args.length > 0 ? args[0] : "samples/spirals.csv");
        Path folder = Files.createTempDirectory("gradus");
        run(csv, 200, folder.resolve("spirals.gradus"), System.out);
    }

    static TableRun run(Path csv, int epochs, Path file, PrintStream out) {
        // snippet table
        var table = Table.readCsv(csv);
        var data = table.target("arm").split(0.7, 0.15, 0.15, Key.of(42));
        var net = Networks.mlp(64, 64).activation(RELU).dropout(0.1);
        var run = Training.of(net, data)
                .optimizer(Adam.of(3e-3))
                .epochs(epochs)
                .earlyStopping(20)
                .fit();
        out.println(run.report()); // why it ended, the best epoch, the metrics and the confusion matrix
        run.model().save(file);

        var model = TableModel.load(file);
        var answer = model.predict(Map.of("x", "0.17", "y", "0.55"));
        out.println(answer.text());
        // end
        return run;
    }
}
