package gradus.explain.doctor;

import gradus.core.spi.Backend;
import gradus.core.tensor.Tensor;
import gradus.nn.data.Dataset;
import gradus.nn.data.Loader;
import gradus.nn.data.Subset;
import gradus.nn.layer.Context;
import gradus.nn.optim.Adam;
import gradus.nn.train.Goal;
import gradus.nn.train.StepByStep;
import gradus.nn.train.Training;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The test of a few samples: a copy of the network must learn them by heart. A network that cannot has a fault that no
/// amount of data or patience mends.
///
/// Adam at several rates, without dropout and with the running statistics as they are. There are no more samples than a
/// linear map of the features could fit, all different and far apart, and of as many classes as there are.
final class OneBatch<L> {
    private static final int MOST_SAMPLES = 8;
    private static final int CANDIDATES = 200;
    private static final int STEPS = 400;
    private static final List<Double> RATES = List.of(1e-2, 1e-3, 5e-2);

    /// A tenth of the way from the best constant answer to the best of all is left at most.
    private static final double LEFT = 0.1;

    /// Below this nothing is to be learned: all targets are alike.
    private static final double TINY = 1e-6;

    private static final long NANOS = 1_000_000_000L;

    private final L network;
    private final Goal<? super L> goal;
    private final Dataset data;
    private final Backend backend;

    OneBatch(L network, Goal<? super L> goal, Dataset data, Backend backend) {
        this.network = network;
        this.goal = goal;
        this.data = data;
        this.backend = backend;
    }

    /// Does the test.
    ///
    /// @param seconds the time after which nothing is found, for networks too large to tell in it
    Optional<Finding> examine(double seconds) {
        List<Integer> chosen = chosen();
        if (chosen.size() < 2) {
            return Optional.empty();
        }
        Rows few = Rows.read(data, chosen);
        Optional<AnswerLosses> marks = AnswerLosses.of(network, goal, few.parts(), backend);
        if (marks.isEmpty()) {
            return Optional.empty();
        }
        double constant = marks.get().ofBestConstant();
        double best = marks.get().ofBestAnswers();
        if (!Double.isFinite(constant) || !(constant - best > TINY)) {
            return Optional.empty();
        }
        long end = System.nanoTime() + (long) (seconds * NANOS);
        double wanted = best + LEFT * (constant - best);
        double reached = Double.POSITIVE_INFINITY;
        for (double rate : RATES) {
            reached = Math.min(reached, reached(rate, chosen, wanted, end));
            if (reached <= wanted || System.nanoTime() > end) {
                break;
            }
        }
        return reached <= wanted || System.nanoTime() > end
                ? Optional.empty()
                : Optional.of(finding(chosen.size(), constant, best, reached));
    }

    private static Finding finding(int samples, double constant, double best, double reached) {
        return new Finding(
                Illness.ONE_BATCH_NOT_LEARNED,
                Place.training(),
                "after " + STEPS + " updates on " + samples + " samples the loss is " + Numbers.brief(reached)
                        + "; one constant answer has " + Numbers.brief(constant) + ", and " + Numbers.brief(best)
                        + " is possible",
                Numbers.named("loss", reached, "constant", constant, "possible", best, "samples", samples));
    }

    /// Gives the least loss on the samples that training with a rate comes to.
    private double reached(double rate, List<Integer> chosen, double wanted, long end) {
        Goal<L> calm = (L asked, List<Tensor> batch, Context _) -> goal.judge(asked, batch, Context.inference());
        int[] indices = chosen.stream().mapToInt(Integer::intValue).toArray();
        StepByStep<L> steps = StepByStep.of(Training.of(network, Subset.of(data, indices), calm)
                .optimizer(Adam.of(rate))
                .batchSize(chosen.size())
                .order(Loader.Order.AS_STORED)
                .backend(backend));
        double least = Double.POSITIVE_INFINITY;
        while (steps.step() < STEPS && least > wanted && System.nanoTime() < end) {
            double loss = steps.update();
            if (!Double.isFinite(loss)) {
                break;
            }
            least = Math.min(least, loss);
        }
        return least;
    }

    /// Gives samples that are far apart, of all classes in turn.
    private List<Integer> chosen() {
        Rows rows = Rows.of(data, CANDIDATES);
        if (rows.count() == 0) {
            return List.of();
        }
        boolean numbers =
                rows.hasFeatures() && Numbers.allFinite(rows.parts().getFirst().toDoubles());
        int most = rows.hasTarget() && numbers ? Math.min(MOST_SAMPLES, rows.width() + 1) : 2;
        List<Integer> places = new ArrayList<>(List.of(0));
        Map<Double, Integer> counts = new HashMap<>();
        counts.merge(kind(rows, 0), 1, Integer::sum);
        while (places.size() < most) {
            int next = numbers ? furthest(rows, places, counts) : rows.count() / 2;
            if (next < 0 || places.contains(next)) {
                break;
            }
            places.add(next);
            counts.merge(kind(rows, next), 1, Integer::sum);
        }
        return places.stream().map(rows.indices()::get).toList();
    }

    private static double kind(Rows rows, int row) {
        return rows.hasClasses() ? rows.target(row) : 0;
    }

    /// Gives the sample of the rarest class so far that lies furthest from the chosen, −1 if none differs.
    private static int furthest(Rows rows, List<Integer> places, Map<Double, Integer> counts) {
        int best = -1;
        int fewest = Integer.MAX_VALUE;
        double most = 0;
        for (int row = 0; row < rows.count(); row++) {
            int seen = counts.getOrDefault(kind(rows, row), 0);
            double distance = Double.POSITIVE_INFINITY;
            for (int place : places) {
                distance = Math.min(distance, distance(rows, row, place));
            }
            if (distance > 0 && (seen < fewest || seen == fewest && distance > most)) {
                best = row;
                fewest = seen;
                most = distance;
            }
        }
        return best;
    }

    private static double distance(Rows rows, int one, int other) {
        double sum = 0;
        for (int i = 0; i < rows.width(); i++) {
            sum += Math.pow(rows.feature(one, i) - rows.feature(other, i), 2);
        }
        return sum;
    }
}
