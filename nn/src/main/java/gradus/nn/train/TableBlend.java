package gradus.nn.train;

import gradus.core.type.FormatException;
import gradus.nn.data.TableSplit;
import gradus.nn.data.TargetEncoder;
import gradus.nn.layer.Blend;
import gradus.nn.layer.Ensemble;
import gradus.nn.layer.Layer;
import gradus.nn.metric.TemperatureScaling;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Joins models by greedy selection from their out-of-fold answers (Caruana et al. 2004, “Ensemble selection from
/// libraries of models”): the best model begins, and in each round the one is added, with replacement, whose addition
/// to the mean gives the smallest error; the shortest of the best selections is kept.
///
/// The error is that by which training chooses an epoch ([Scorer#decisive]): the share of wrong answers plus a
/// fiftieth of the log-loss, or the mean squared error. It is measured on the rows that chose the selection, which
/// flatters a blend a little; only test rows are independent.
///
/// @param models the models, all of one table
/// @param counts how often each was chosen, 0 for not at all
/// @param error the error of the blend out of fold
public record TableBlend(List<JudgedModel> models, List<Integer> counts, double error) {
    private static final int ROUNDS = 25;

    /// Copies the lists.
    public TableBlend {
        models = List.copyOf(models);
        counts = List.copyOf(counts);
    }

    /// Selects.
    ///
    /// @throws FormatException if there is no model, or they are not of the same rows
    public static TableBlend of(List<JudgedModel> models) {
        if (models.isEmpty()
                || models.stream()
                        .anyMatch(model ->
                                !model.targets().equals(models.getFirst().targets()))) {
            throw new FormatException("blend: one or more models of the same training rows are needed, got "
                    + models.stream().map(JudgedModel::name).toList());
        }
        Selection selection = new Selection(models);
        return selection.best(ROUNDS);
    }

    /// The rounds of a selection.
    private static final class Selection {
        private final List<JudgedModel> models;
        private final List<double[]> answers;
        private final double[] targets;
        private final double[] sum;
        private final int[] counts;

        Selection(List<JudgedModel> models) {
            this.models = models;
            this.answers = models.stream()
                    .map(model -> JudgedModel.numbers(model.meanings()))
                    .toList();
            this.targets = JudgedModel.numbers(models.getFirst().targets());
            this.sum = new double[answers.getFirst().length];
            this.counts = new int[models.size()];
        }

        TableBlend best(int rounds) {
            int[] kept = counts.clone();
            double least = Double.POSITIVE_INFINITY;
            for (int round = 1; round <= rounds; round++) {
                double error = add(round);
                if (error < least) {
                    least = error;
                    kept = counts.clone();
                }
            }
            return new TableBlend(models, Arrays.stream(kept).boxed().toList(), least);
        }

        /// Adds the model that helps most and gives the error then.
        private double add(int round) {
            int chosen = 0;
            double least = Double.POSITIVE_INFINITY;
            for (int m = 0; m < answers.size(); m++) {
                double error = error(answers.get(m), round);
                if (error < least) {
                    least = error;
                    chosen = m;
                }
            }
            double[] added = answers.get(chosen);
            for (int i = 0; i < sum.length; i++) {
                sum[i] += added[i];
            }
            counts[chosen]++;
            return least;
        }

        private double error(double[] added, int round) {
            double[] mean = new double[sum.length];
            for (int i = 0; i < mean.length; i++) {
                mean[i] = (sum[i] + added[i]) / round;
            }
            return TableBlend.error(mean, targets);
        }
    }

    /// The error of probabilities per class, or of numbers where there is one answer per row.
    private static double error(double[] answers, double[] targets) {
        int width = answers.length / targets.length;
        double sum = 0;
        for (int row = 0; row < targets.length; row++) {
            if (width == 1) {
                sum += (answers[row] - targets[row]) * (answers[row] - targets[row]);
                continue;
            }
            int right = row * width + (int) targets[row];
            int best = row * width;
            for (int at = row * width; at < (row + 1) * width; at++) {
                best = answers[at] > answers[best] ? at : best;
            }
            sum += (best == right ? 0 : 1) - Math.log(Math.max(answers[right], 1e-15)) / Scorer.LOSS_PER_ERROR;
        }
        return sum / targets.length;
    }

    /// Gives the error of one of the models alone, as that of the blend is measured.
    public static double error(JudgedModel model) {
        return error(JudgedModel.numbers(model.meanings()), JudgedModel.numbers(model.targets()));
    }

    /// Gives the models that were chosen with their shares, by name.
    public Map<String, Double> shares() {
        int all = counts.stream().mapToInt(Integer::intValue).sum();
        Map<String, Double> shares = new LinkedHashMap<>();
        for (int m = 0; m < models.size(); m++) {
            if (counts.get(m) > 0) {
                shares.put(models.get(m).name(), (double) counts.get(m) / all);
            }
        }
        return shares;
    }

    private List<JudgedModel> chosen() {
        return models.stream()
                .filter(model -> shares().containsKey(model.name()))
                .toList();
    }

    /// The mean of the chosen models' out-of-fold answers, as they are meant.
    private double[] mean() {
        double[] mean = new double[models.getFirst().answers().size()];
        for (JudgedModel model : chosen()) {
            double share = shares().getOrDefault(model.name(), 0.0);
            double[] answers = JudgedModel.numbers(model.meanings());
            for (int i = 0; i < mean.length; i++) {
                mean[i] += share * answers[i];
            }
        }
        return mean;
    }

    /// Gives the measurement of the blend's out-of-fold answers.
    public Evaluation evaluation() {
        JudgedModel first = models.getFirst();
        return Measures.of(first.model().preprocessing().target(), mean(), JudgedModel.numbers(first.targets()));
    }

    /// Gives the blend as one model: a [Blend] of the chosen networks behind the preprocessing that they share, or
    /// the
    /// only chosen one's.
    ///
    /// @param split the rows that the models learned from
    /// @throws FormatException if their preprocessing is not that of the rows
    public TableModel model(TableSplit split) {
        List<JudgedModel> chosen = chosen();
        if (chosen.stream().anyMatch(model -> !model.model().preprocessing().equals(split.preprocessing()))) {
            throw new FormatException("blend: its models must share the preprocessing of the rows, but they do not");
        }
        TargetEncoder target = split.preprocessing().target();
        List<Layer> networks =
                chosen.stream().map(model -> model.model().network()).toList();
        Ensemble.Join join =
                target instanceof TargetEncoder.Classes ? Ensemble.Join.PROBABILITIES : Ensemble.Join.VALUES;
        Layer network = networks.size() == 1
                ? networks.getFirst()
                : new Blend(networks, new ArrayList<>(shares().values()), join);
        Optional<TemperatureScaling> scaling = switch (target) {
            case TargetEncoder.Scaled _ -> Optional.empty();
            case TargetEncoder.Classes _ -> {
                double[] logits = Arrays.stream(mean())
                        .map(p -> Math.log(Math.max(p, 1e-15)))
                        .toArray();
                int[] classes = models.getFirst().targets().stream()
                        .mapToInt(Double::intValue)
                        .toArray();
                yield Calibration.of(logits, classes);
            }
        };
        Trust trust = new Trust(TrainingRegion.of(split.preprocessing(), split.trainSet()), scaling);
        return new TableModel(network, split.preprocessing(), trust, provenance(split));
    }

    private Provenance provenance(TableSplit split) {
        Map<String, String> settings = new LinkedHashMap<>();
        shares().forEach((name, share) -> settings.put("share of " + name, Double.toString(share)));
        for (JudgedModel model : chosen()) {
            model.model()
                    .provenance()
                    .settings()
                    .forEach((key, value) -> settings.put(model.name() + ": " + key, value));
        }
        Map<String, String> outcome = new LinkedHashMap<>();
        outcome.put("ended", "joined by greedy selection from out-of-fold answers");
        outcome.put("validation", evaluation().values().toString());
        return new Provenance(
                Version.current(), split.train().table().source(), DataHash.of(split.trainSet()), settings, outcome);
    }
}
