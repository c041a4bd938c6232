package gradus.examples.api;

import gradus.core.type.Key;
import gradus.nn.data.ColumnType;
import gradus.nn.data.CsvOptions;
import gradus.nn.data.FeatureSplit;
import gradus.nn.data.Folds;
import gradus.nn.data.Preprocessing;
import gradus.nn.data.Row;
import gradus.nn.data.Table;
import gradus.nn.data.TableOptions;
import gradus.nn.data.Task;
import gradus.nn.data.samples.SampleSet;
import gradus.nn.data.series.Sequences;
import gradus.nn.data.series.Series;
import gradus.nn.data.series.SeriesSplit;
import gradus.nn.data.series.SeriesWindows;
import gradus.nn.data.series.Windows;
import gradus.nn.data.text.CharacterVocabulary;
import gradus.nn.data.text.LabelledTexts;
import gradus.nn.data.text.TextLines;
import gradus.nn.data.text.TextSplit;
import gradus.nn.data.text.TextWindows;
import gradus.nn.data.text.Tokenizer;
import gradus.nn.data.text.WordVocabulary;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;

/// Snippets of tables, series and texts as data.
final class TableSnippets {
    private TableSnippets() {}

    /// Runs them.
    static void run(PrintStream out) {
        options(out);
        splits(out);
        series(out);
        texts(out);
    }

    private static void options(PrintStream out) {
        // @start region="CsvOptions"
        var german = CsvOptions.defaults().withSeparator(';').withDecimal(CsvOptions.Decimal.COMMA);
        // @end
        // @start region="TableOptions"
        var options = TableOptions.defaults().withIgnore("id").withType("postcode", ColumnType.CATEGORY);
        // @end
        var table = Table.of(List.of("size", "ripe"), List.of(List.of("10", "yes"), List.of("7", "no")));
        // @start region="TableProfile"
        out.println(table.profile().text()); // what each column is taken for, and why
        // @end
        out.printf("%s%n", List.of(german, options));
    }

    private static void splits(PrintStream out) {
        var moons = Table.of(
                SampleSet.MOONS.columns(), SampleSet.MOONS.rows(100, Key.of(1)).toList());
        // @start region="TargetTable"
        var target = moons.target("moon");
        out.println(target.task() + ": " + target.reason());
        var asClasses = target.as(Task.MULTICLASS);
        // @end
        // @start region="Preprocessing"
        var preprocessing = Preprocessing.fit(target); // of training rows only
        var row = preprocessing.encode(Row.of(Map.of("x", "0.1", "y", "0.5")));
        // @end
        // @start region="Features"
        for (var encoder : preprocessing.features()) {
            out.println(encoder); // how a column becomes numbers
        }
        // @end
        // @start region="Folds"
        var folds = Folds.stratified(target, 5, Key.of(0));
        var first = target.split(folds.all().getFirst(), 0, Key.of(0));
        // @end
        // @start region="FeatureSplit"
        var rows = FeatureSplit.of(moons, 0.7, 0.15, 0.15, Key.of(42)); // rows without a target
        // @end
        out.printf(
                "%s%n",
                List.of(asClasses.labels(), row, first, rows.train().rowCount()).size());
    }

    private static void series(PrintStream out) {
        double[] waves = new double[300];
        for (int t = 0; t < waves.length; t++) {
            waves[t] = Math.sin(t / 5.0);
        }
        // @start region="Series"
        var series = Series.of(List.of("wave"), waves); // Series.of(table) takes the columns of numbers
        // @end
        // @start region="SeriesSplit"
        var data = SeriesSplit.ofLengths(series, 200, 50, 50); // in the order of time
        var train = data.train(Windows.of(24, 6));
        // @end
        // @start region="SeriesWindows"
        var windows = SeriesWindows.of(series, Windows.of(24, 6).withStride(2)); // 24 steps in, 6 out
        // @end
        // @start region="Sequences"
        var walks = Sequences.of(List.of(new float[] {1, 2}, new float[] {3, 4, 5}), 1, 0, 1); // of any length
        // @end
        out.println(train.size() + windows.size() + walks.size());
    }

    private static void texts(PrintStream out) {
        String text = "the cat sat on the mat.\nthe dog sat too.\n".repeat(20);
        // @start region="WordVocabulary"
        var words = WordVocabulary.of(List.of("the", "cat", "the", "dog"), 100); // the commonest 100
        // @end
        // @start region="Tokenizer"
        Tokenizer letters = CharacterVocabulary.of(text);
        String again = letters.decode(letters.encode("the cat"));
        // @end
        // @start region="TextWindows"
        var parts = TextSplit.of(text, 0.9);
        var train = TextWindows.random(letters.encode(parts.train()), 64, 1000); // 1000 windows of 64 an epoch
        // @end
        // @start region="TextLines"
        var lines = TextLines.of(letters, text.lines().toList()); // a line is a sample, padded to the longest
        // @end
        // @start region="LabelledTexts"
        var labelled = LabelledTexts.of(words, List.of("the cat", "the dog"), new int[] {0, 1}, 4); // 4 words each
        // @end
        out.println(again + train.size() + lines.size() + labelled.size());
    }
}
