package gradus.cli.run;

import gradus.cli.config.Preparation;
import gradus.core.type.Key;
import gradus.core.type.Literal;
import gradus.core.type.TensorType;
import gradus.explain.chart.Numbers;
import gradus.nn.data.Dataset;
import gradus.nn.layer.Context;
import gradus.nn.layer.Layer;
import gradus.nn.train.Goal;
import gradus.nn.train.Run;
import gradus.nn.train.Scorer;
import gradus.nn.train.StopReason;
import gradus.nn.train.Stopping;
import gradus.nn.train.Training;
import gradus.nn.train.TrainingParts;
import java.util.List;
import java.util.Map;

/// Trains on a few samples until they are known by heart. A network that cannot even do that has a fault: in the data,
/// the loss, the learning rate or its layers.
///
/// Each sample stays as it was first read, without augmentation; the network is asked as in prediction, without
/// dropout and noise; penalties are left out.
public final class Overfit {
    /// What counts as fitted: this share of the first loss.
    private static final double FITTED = 0.02;
    private static final int MOST_STEPS = 3000;
    private static final int DIGITS = 4;

    private Overfit() {}

    /// Does it.
    ///
    /// @param count how many samples
    public static void run(Preparation prepared, int count, Screen screen) {
        TrainingParts<Layer> parts = TrainingParts.of(prepared.training());
        Dataset all = parts.loader().dataset();
        if (count < 1 || count > all.size()) {
            throw new IllegalArgumentException(
                    "--overfit: it takes a number of training samples, 1 to " + all.size() + ", got " + count);
        }
        Few few = new Few(all, count);
        Goal<? super Layer> asked = parts.goal();
        Goal<Layer> goal = (network, batch, _) -> asked.judge(network, batch, Context.inference());
        Map<String, Double> before = goal.measure(parts.network(), few, Scorer.none());
        double first = before.getOrDefault("loss", Double.NaN);
        int perEpoch = Math.ceilDiv(count, Math.min(count, prepared.training().batchSize()));
        Training<Layer, Run<Layer>> training = Training.of(parts.network(), few, goal)
                .optimizer(parts.optimizer())
                .batchSize(Math.min(count, prepared.training().batchSize()))
                .stopping(
                        Stopping.afterEpochs(Math.ceilDiv(MOST_STEPS, perEpoch)).withLossBelow(FITTED * first));
        screen.say(
                "Overfitting " + count + (count == 1 ? " sample" : " samples") + " without augmentation and dropout …");
        tell(training.fit(), first, screen);
    }

    private static void tell(Run<Layer> run, double first, Screen screen) {
        double last = run.history().getLast().trainingLoss();
        boolean fitted = run.reason() == StopReason.LOSS_SMALL;
        long steps = run.state().progress().step();
        String course = "the loss went from " + Numbers.of(first, DIGITS) + " to " + Numbers.of(last, DIGITS) + " in "
                + steps + " steps";
        screen.answer(
                fitted
                        ? "It can: " + course + "."
                        : "It could not: " + course + ", and " + Numbers.of(FITTED * first, DIGITS)
                                + " would be fitted. Look for samples that are alike but have other targets, a learning"
                                + " rate that is too large or too small, a network that is too narrow, or a loss that does"
                                + " not reach 0.");
        screen.tell(JsonLine.of("overfit")
                .truth("fitted", fitted)
                .put("steps", steps)
                .put("firstLoss", first)
                .put("lastLoss", last));
    }

    /// Some samples, evenly taken, each always the same.
    private record Few(Dataset all, int size) implements Dataset {
        @Override
        public List<TensorType> sampleTypes() {
            return all.sampleTypes();
        }

        @Override
        public List<String> partNames() {
            return all.partNames();
        }

        @Override
        public void read(int index, Key key, List<Literal> batch, int row) {
            int place = (int) ((long) index * all.size() / size);
            all.read(place, Key.of(0).fold(index), batch, row);
        }
    }
}
