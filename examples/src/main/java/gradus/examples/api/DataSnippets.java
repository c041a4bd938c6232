package gradus.examples.api;

import gradus.core.type.Key;
import gradus.nn.attention.CausalLanguageModel;
import gradus.nn.data.ArrayDataset;
import gradus.nn.data.Loader;
import gradus.nn.data.Row;
import gradus.nn.data.Table;
import gradus.nn.data.samples.SampleSet;
import gradus.nn.data.text.CharacterVocabulary;
import gradus.nn.data.text.TextSplit;
import gradus.nn.generation.Generation;
import gradus.nn.network.Networks;
import gradus.nn.train.Model;
import gradus.nn.train.Prediction;
import gradus.nn.train.TableModel;
import gradus.nn.train.TextModel;
import gradus.nn.train.Training;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// Snippets of data and models.
final class DataSnippets {
    private DataSnippets() {}

    /// Runs them.
    static void run(Path folder, PrintStream out) {
        data(out);
        models(folder, out);
        texts(folder, out);
    }

    private static void data(PrintStream out) {
        // @start region="Table"
        var table = Table.of(List.of("size", "ripe"), List.of(List.of("10", "yes"), List.of("7", "no")));
        for (var column : table.profile().columns()) { // Table.readCsv(file) reads one
            out.println(column.name() + ": " + column.type() + ", " + column.reason());
        }
        // @end
        // @start region="ArrayDataset"
        var data = ArrayDataset.ofClasses(new float[] {0, 0, 0, 1, 1, 0, 1, 1}, 2, new int[] {0, 1, 1, 0});
        // @end
        // @start region="Loader"
        var loader = new Loader(data, 2, Loader.Order.SHUFFLED, Key.of(42));
        int first = loader.sample(0, 0); // of epoch 0, position 0: always the same
        // @end
        // @start region="SampleSet"
        var rows = SampleSet.MOONS.rows(200, Key.of(1)).toList();
        var moons = Table.of(SampleSet.MOONS.columns(), rows);
        // @end
        // @start region="Row"
        var row = Row.of(Map.of("x", "0.17", "y", "0.55"));
        // @end
        out.println(first + " " + moons + row);
    }

    private static void models(Path folder, PrintStream out) {
        // @start region="TableSplit"
        var moons = Table.of(
                SampleSet.MOONS.columns(), SampleSet.MOONS.rows(200, Key.of(1)).toList());
        var split = moons.target("moon").split(0.7, 0.15, 0.15, Key.of(42));
        // @end
        // @start region="TableModel"
        var run = Training.of(Networks.mlp(8), split).epochs(5).fit();
        run.model().save(folder.resolve("moons.gradus"));
        var model = TableModel.load(folder.resolve("moons.gradus"));
        out.println(model.predict(Map.of("x", "0.17", "y", "0.55")).text());
        // @end
        // @start region="Model"
        Model any = Model.load(folder.resolve("moons.gradus")); // of whatever kind
        // @end
        // @start region="Prediction"
        String said = switch (model.predict(Map.of("x", "1", "y", "0"))) {
            case Prediction.OfClass found -> found.label() + " " + found.probabilities();
            case Prediction.OfValue found -> String.valueOf(found.value());
        };
        // @end
        out.println(any.provenance().version() + said);
    }

    private static void texts(Path folder, PrintStream out) {
        String text = "the cat sat on the mat. ".repeat(20);
        // @start region="CharacterVocabulary"
        var letters = CharacterVocabulary.of(text);
        var tokens = letters.encode("the cat");
        // @end
        // @start region="TextModel"
        var run = Training.of(CausalLanguageModel.gpt(1, 2, 16), TextSplit.of(text, 0.9), 16)
                .steps(5)
                .fit();
        run.model().save(folder.resolve("cat.gradus"));
        var model = TextModel.load(folder.resolve("cat.gradus"));
        // @end
        // @start region="Generation"
        var careful = Generation.plain().withTemperature(0.8).withTopK(5);
        out.println(model.generate("the ", 10, careful, Key.of(1))); // the same key, the same text
        // @end
        out.println(tokens.length);
    }
}
