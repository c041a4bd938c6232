package gradus.explain.doctor;

import gradus.core.tensor.Tensor;
import gradus.core.type.Literal;
import gradus.nn.layer.Parameters;
import gradus.nn.optim.Optimizer;
import gradus.nn.train.StepByStep;
import gradus.nn.train.Stopping;
import gradus.nn.train.Training;
import gradus.nn.train.TrainingParts;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Does the first updates of a training on a copy and looks how far they go: how large they are beside the weights, and
/// whether the loss of a batch is lower after an update for it.
final class FirstUpdates {
    private static final int BATCHES = 12;
    private static final int FEWEST = 3;
    private static final long NANOS = 1_000_000_000L;

    /// A loss so small tells nothing by doubling.
    private static final double NOTHING = 1e-3;

    /// On average an update must not raise the loss of its own batch; a fifth is left to the chance of dropout.
    private static final double RAISED = Math.log(1.2);

    /// The very first update may overshoot, and double the loss of its own batch; tenfold is far off.
    private static final double TENFOLD = 10;

    /// One update that replaces half of the weights and makes the loss no lower; log₁₀ about −3 is usual.
    private static final double LARGE = 0.5;

    /// All updates of a training together move weights by less than a hundredth.
    private static final double SMALL = 0.01;

    /// What was seen.
    ///
    /// @param raised the mean of `ln(loss after / loss before)` of the batches
    /// @param first `loss after / loss before` of the first batch
    /// @param ratio the median over matrices of `‖ΔW‖ / ‖W‖` in the first update
    /// @param diverged whether a loss was not finite
    record Seen(double raised, double first, double ratio, boolean diverged) {}

    private FirstUpdates() {}

    /// Does updates until enough are seen or the time is over.
    static Seen look(Training<?, ?> training, double seconds) {
        return look(StepByStep.of(training), seconds);
    }

    private static <L> Seen look(StepByStep<L> steps, double seconds) {
        long end = System.nanoTime() + (long) (seconds * NANOS);
        List<Double> ratios = new ArrayList<>();
        List<Double> changes = new ArrayList<>();
        Map<String, Tensor> start = Parameters.of(steps.network());
        for (int batch = 0; batch < BATCHES && (batch < FEWEST || System.nanoTime() < end); batch++) {
            if (batch > 0) {
                steps.read();
            }
            double before = steps.update();
            if (batch == 0) {
                ratios.addAll(ratios(start, Parameters.of(steps.network())));
            }
            double after = steps.update();
            if (!Double.isFinite(before) || !Double.isFinite(after)) {
                double infinite = Double.POSITIVE_INFINITY;
                return new Seen(infinite, infinite, median(ratios), true);
            }
            boolean tells = before > 0 && after > 0 && Math.max(before, after) > NOTHING;
            changes.add(tells ? Math.log(after / before) : 0);
        }
        double raised = changes.stream().mapToDouble(d -> d).average().orElse(0);
        return new Seen(raised, Math.exp(changes.getFirst()), median(ratios), false);
    }

    /// Of two in the middle the smaller: a layer that starts at almost nothing has a large ratio and no fault.
    private static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        return sorted.isEmpty() ? 0 : sorted.get((sorted.size() - 1) / 2);
    }

    private static List<Double> ratios(Map<String, Tensor> before, Map<String, Tensor> after) {
        List<Double> ratios = new ArrayList<>();
        before.forEach((path, tensor) -> {
            Tensor moved = after.get(path);
            if (tensor.rank() >= 2 && moved != null) {
                Literal old = tensor.literal();
                Literal now = moved.literal();
                double step = 0;
                double size = 0;
                for (int i = 0; i < old.count(); i++) {
                    step += Math.pow(now.get(i) - old.get(i), 2);
                    size += Math.pow(old.get(i), 2);
                }
                if (size > 0 && step > 0) {
                    ratios.add(Math.sqrt(step / size));
                }
            }
        });
        return ratios;
    }

    /// Gives the findings about updates.
    static List<Finding> findings(Seen seen, TrainingParts<?> parts, Stopping stopping) {
        boolean replaced = seen.ratio() > LARGE && seen.first() > 1;
        if (seen.diverged() || seen.raised() > RAISED || seen.first() > TENFOLD || replaced) {
            return List.of(new Finding(
                    Illness.LEARNING_RATE_TOO_HIGH,
                    Place.training(),
                    highWords(seen),
                    Numbers.named(
                            "update / weight",
                            seen.ratio(),
                            "first loss after / before",
                            seen.first(),
                            "loss after / before",
                            Math.exp(seen.raised()))));
        }
        return low(seen, parts, stopping).stream().toList();
    }

    private static String highWords(Seen seen) {
        String ratio = "the first updates are " + Numbers.brief(seen.ratio()) + " times as large as the weights";
        return seen.diverged()
                ? ratio + ", and the loss stops being finite"
                : ratio + ", and the loss of a batch after its update is " + Numbers.brief(seen.first())
                        + " times that before, on average of the first ones " + Numbers.brief(Math.exp(seen.raised()));
    }

    /// Later updates may have a larger rate, after a warm-up.
    private static Optional<Finding> low(Seen seen, TrainingParts<?> parts, Stopping stopping) {
        double steps = Math.min(
                (double) stopping.steps(),
                (double) stopping.epochs() * parts.loader().batchesPerEpoch());
        double now = rate(parts.optimizer(), 0);
        double most = now;
        for (int i = 1; i <= BATCHES; i++) {
            most = Math.max(most, rate(parts.optimizer(), (long) (steps * i / (BATCHES + 1))));
        }
        double moved = seen.ratio() * steps * (now > 0 ? most / now : 1);
        if (!(seen.ratio() > 0) || !(moved < SMALL) || steps < 2 || now == 0) {
            return Optional.empty();
        }
        return Optional.of(new Finding(
                Illness.LEARNING_RATE_TOO_LOW,
                Place.training(),
                "an update is " + Numbers.brief(seen.ratio()) + " times as large as the weights, so all "
                        + Math.round(steps) + " together change them by at most " + Numbers.percent(moved),
                Numbers.named("update / weight", seen.ratio(), "steps", steps, "moved", moved)));
    }

    private static double rate(Optimizer optimizer, long step) {
        return optimizer.schedule().at(step);
    }
}
