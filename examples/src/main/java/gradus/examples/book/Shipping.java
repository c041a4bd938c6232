package gradus.examples.book;

import gradus.core.type.Key;
import gradus.nn.data.Table;
import gradus.nn.data.samples.SampleSet;
import gradus.nn.layer.Layer;
import gradus.nn.network.Networks;
import gradus.nn.optim.Adam;
import gradus.nn.train.Prediction;
import gradus.nn.train.TableModel;
import gradus.nn.train.TableRun;
import gradus.nn.train.Training;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.IntStream;

/// Chapter 13: from a run to a file, and from a file to answers.
public final class Shipping {
    private Shipping() {}

    /// Prints what the chapter shows.
    public static void main(String... args) throws IOException {
        show(new Page(System.out), Files.createTempDirectory("gradus"));
    }

    static void show(Page page, Path folder) {
        // snippet save
        var moons = Table.of(
                SampleSet.MOONS.columns(), SampleSet.MOONS.rows(400, Key.of(1)).toList());
        var data = moons.target("moon").split(0.7, 0.15, 0.15, Key.of(2));
        var training =
                Training.of(Networks.mlp(16), data).optimizer(Adam.of(0.01)).epochs(40);
        var run = training.fit();
        Path file = folder.resolve("moons.gradus");
        run.model().save(file);
        // end
        page.line("accuracy %.2f", run.test().orElseThrow().values().get("accuracy"));
        page.space();
        var model = asked(file, page);
        page.space();
        repeat(training, run, page);
        page.space();
        provenance(model, page);
    }

    private static TableModel asked(Path file, Page page) {
        // snippet load
        var model = TableModel.load(file);
        var point = Map.of("x", "1.0", "y", "-0.4");
        if (model.predict(point) instanceof Prediction.OfClass answer) {
            page.line("%s, surely: %s", answer.label(), answer.probabilities().get(answer.label()) > 0.9);
        }
        // end
        page.space();
        // snippet threads
        var alone = model.predict(point);
        long same = IntStream.range(0, 1000)
                .parallel()
                .filter(i -> model.predict(point).equals(alone))
                .count();
        page.line("%d of 1000 answers from many threads are the same", same);
        // end
        return model;
    }

    private static void repeat(Training<Layer, TableRun> training, TableRun run, Page page) {
        // snippet again
        var twin = training.fit();
        page.line(
                "a second run, the same bits: %s",
                twin.run().state().weights().equals(run.run().state().weights()));
        // end
        page.space();
        // snippet resume
        var half = training.epochs(15).fit();
        var rest = training.epochs(40).resume(half.run().state());
        page.line(
                "stopped and resumed, the same bits: %s",
                rest.run().state().weights().equals(run.run().state().weights()));
        // end
    }

    private static void provenance(TableModel model, Page page) {
        // snippet provenance
        var provenance = model.provenance();
        page.line(
                "seed %s, batch size %s",
                provenance.settings().get("seed"), provenance.settings().get("batch size"));
        page.line("ended: %s", provenance.outcome().get("ended"));
        // end
    }
}
