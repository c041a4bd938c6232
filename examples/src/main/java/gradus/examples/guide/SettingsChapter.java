package gradus.examples.guide;

import gradus.core.type.Key;
import gradus.nn.data.Folds;
import gradus.nn.data.Table;
import gradus.nn.data.TargetTable;
import gradus.nn.data.samples.SampleSet;
import gradus.nn.network.Networks;
import gradus.nn.optim.Adam;
import gradus.nn.search.Dimension;
import gradus.nn.search.Dimension.Scale;
import gradus.nn.search.Sampler;
import gradus.nn.search.Trial;
import gradus.nn.train.CrossValidation;
import gradus.nn.train.LearningRateFinder;
import gradus.nn.train.Training;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;

/// Chapter 20: settings looked for and judged.
public final class SettingsChapter {
    private SettingsChapter() {}

    /// Prints what the chapter shows.
    public static void main(String... args) {
        show(System.out);
    }

    static void show(PrintStream out) {
        TargetTable moons = moons();
        rate(out, moons);
        folds(out, moons);
        search(out, moons);
    }

    private static TargetTable moons() {
        List<List<String>> rows = SampleSet.MOONS.rows(300, Key.of(1)).toList();
        return Table.of(SampleSet.MOONS.columns(), rows).target(SampleSet.MOONS.target());
    }

    private static void rate(PrintStream out, TargetTable moons) {
        // snippet rate-search
        var split = moons.split(0.8, 0.2, 0, Key.of(1));
        var training = Training.of(Networks.mlp(16), split).epochs(5);
        var found = LearningRateFinder.of(training).search();
        var rate = found.valley().rate(); // also steepest() and tenthOfLowest()
        out.println(rate < found.points().getLast().rate());
        // end
    }

    private static void folds(PrintStream out, TargetTable moons) {
        // snippet cross-validation
        var folds = Folds.stratified(moons, 5, Key.of(0));
        var scores = CrossValidation.of(
                        moons,
                        folds,
                        split -> Training.of(Networks.mlp(16), split).epochs(5))
                .run();
        out.println(scores.all().size() + " folds, " + scores.names().getFirst());
        var accuracy = scores.mean("accuracy") + " ± " + scores.spread("accuracy");
        // end
        if (accuracy.contains("NaN")) {
            throw new IllegalStateException("each fold is measured, got " + accuracy);
        }
    }

    private static void search(PrintStream out, TargetTable moons) {
        // snippet search
        var split = moons.split(0.8, 0.2, 0, Key.of(1));
        var space = List.<Dimension>of(
                new Dimension.Real("rate", 1e-4, 0.1, Scale.LOGARITHMIC),
                new Dimension.Whole("width", 4, 32, Scale.LOGARITHMIC));
        var trials = new ArrayList<Trial>();
        for (int i = 0; i < 12; i++) {
            var places = Sampler.TPE.next(space, trials, Key.of(0).fold(i));
            var rate = Double.parseDouble(space.getFirst().at(places.getFirst()));
            var width = Integer.parseInt(space.getLast().at(places.getLast()));
            var training = Training.of(Networks.mlp(width), split)
                    .optimizer(Adam.of(rate))
                    .epochs(3);
            var best = training.fit().run().best().orElseThrow();
            trials.add(new Trial(places, best.decisive()));
        }
        var best = Collections.min(trials, Comparator.comparingDouble(Trial::loss));
        out.println(best.loss() < trials.getFirst().loss());
        // end
    }
}
