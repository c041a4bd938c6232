package gradus.nn.train;

import gradus.core.spi.Backends;
import gradus.core.tensor.Tensor;
import gradus.core.type.Key;
import gradus.core.type.Literal;
import gradus.nn.data.ArrayDataset;
import gradus.nn.data.CrossFit;
import gradus.nn.data.TableSplit;
import gradus.nn.data.TargetEncoder;
import gradus.nn.layer.Context;
import gradus.nn.layer.Ensemble;
import gradus.nn.layer.Layer;
import gradus.nn.layer.Linear;
import gradus.nn.layer.Param;
import gradus.nn.layer.PickChannels;
import gradus.nn.layer.Sequential;
import gradus.nn.metric.TemperatureScaling;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/// Kernel ridge regression of a table, cross-fitted: each member is solved on all folds but its own. Width and ridge
/// are those with the smallest squared error on two of the folds. Classes are regressed as 0 and 1; one factor for all
/// outputs makes logits of them, the one that suits the out-of-fold answers best.
final class KernelCandidate {
    private static final int MEMBERS = 5;
    private static final int JUDGES = 2;
    private static final int MOST_ROWS = 2500;
    private static final double[] WIDTHS = {0.5, 2, 8, 32};
    private static final double[] RIDGES = {0.03, 0.3, 1};

    private final TableSplit split;
    private final ArrayDataset rows;
    private final CrossFit folds;
    private final List<Integer> places;
    private final List<float[]> features = new ArrayList<>();
    private final List<double[]> targets = new ArrayList<>();

    private KernelCandidate(TableSplit split, Key key) {
        this.split = split;
        this.rows = split.trainSet();
        this.folds = new CrossFit(rows, MEMBERS, key.fold("folds"));
        int numbers = split.preprocessing().width()
                - split.preprocessing().embeddings().size();
        this.places = IntStream.range(0, numbers).boxed().toList();
        int outputs = split.preprocessing().target() instanceof TargetEncoder.Classes classes
                ? classes.labels().size()
                : 1;
        for (int i = 0; i < rows.size(); i++) {
            features.add(Arrays.copyOf(rows.features(i), numbers));
            double[] target = new double[outputs];
            if (outputs == 1) {
                target[0] = rows.target(i);
            } else {
                target[(int) rows.target(i)] = 1;
            }
            targets.add(target);
        }
    }

    /// Gives the candidate, if there are not too many rows and some numbers.
    static Optional<TableCandidate> of(TableSplit split, Key key) {
        int count = split.train().table().rowCount();
        boolean numbers = split.preprocessing().width()
                > split.preprocessing().embeddings().size();
        return count < 2 * MEMBERS || count > MOST_ROWS || !numbers
                ? Optional.empty()
                : Optional.of(new TableCandidate.Solved(
                        "kernel", "kernel ridge regression", () -> new KernelCandidate(split, key).model()));
    }

    private TableModel model() {
        KernelRidge chosen = chosen();
        List<Layer> members = new ArrayList<>();
        for (int fold = 0; fold < MEMBERS; fold++) {
            members.add(member(chosen, fold));
        }
        TargetEncoder target = split.preprocessing().target();
        Ensemble ensemble = switch (target) {
            case TargetEncoder.Scaled _ -> new Ensemble(members, Ensemble.Join.VALUES);
            case TargetEncoder.Classes _ -> scaled(new Ensemble(members, Ensemble.Join.PROBABILITIES), target);
        };
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("architecture", "kernel ridge regression, " + MEMBERS + " members");
        settings.put("gamma", Double.toString(chosen.gamma()));
        settings.put("ridge", Double.toString(chosen.ridge()));
        Provenance provenance = new Provenance(
                Version.current(),
                split.train().table().source(),
                DataHash.of(rows),
                settings,
                Map.of("ended", "solved exactly"));
        return new TableModel(ensemble, split.preprocessing(), provenance);
    }

    private KernelRidge chosen() {
        double spread = spread();
        KernelRidge best = new KernelRidge(WIDTHS[0] / spread, RIDGES[0]);
        double least = Double.POSITIVE_INFINITY;
        for (double width : WIDTHS) {
            for (double ridge : RIDGES) {
                KernelRidge tried = new KernelRidge(width / spread, ridge);
                double error = IntStream.range(0, JUDGES)
                        .mapToDouble(fold -> error(tried, fold))
                        .sum();
                if (error < least) {
                    least = error;
                    best = tried;
                }
            }
        }
        return best;
    }

    /// The mean squared distance of two rows: twice the sum of the variances.
    private double spread() {
        double sum = 0;
        for (int place = 0; place < places.size(); place++) {
            double total = 0;
            double squares = 0;
            for (float[] row : features) {
                total += row[place];
                squares += (double) row[place] * row[place];
            }
            double mean = total / features.size();
            sum += squares / features.size() - mean * mean;
        }
        return Math.max(2 * sum, 1e-6);
    }

    private List<Integer> inFold(int fold, boolean judged) {
        return IntStream.range(0, rows.size())
                .filter(row -> (folds.fold(row) == fold) == judged)
                .boxed()
                .toList();
    }

    private Sequential solved(KernelRidge settings, int fold) {
        List<Integer> learned = inFold(fold, false);
        return settings.fit(
                learned.stream().map(features::get).toList(),
                learned.stream().map(targets::get).toList());
    }

    private Layer member(KernelRidge settings, int fold) {
        Sequential solved = solved(settings, fold);
        return split.preprocessing().embeddings().isEmpty() ? solved : solved.after(new PickChannels(places));
    }

    private double error(KernelRidge settings, int fold) {
        List<Integer> judged = inFold(fold, true);
        int width = places.size();
        float[] batch = new float[judged.size() * width];
        for (int i = 0; i < judged.size(); i++) {
            System.arraycopy(features.get(judged.get(i)), 0, batch, i * width, width);
        }
        double[] answers = solved(settings, fold)
                .forward(Tensor.of(Literal.of(batch, judged.size(), width)), Context.inference())
                .toDoubles();
        double sum = 0;
        int at = 0;
        for (int row : judged) {
            for (double wanted : targets.get(row)) {
                double apart = answers[at++] - wanted;
                sum += apart * apart;
            }
        }
        return sum;
    }

    /// Multiplies the outputs by the factor with the smallest out-of-fold log-loss.
    private Ensemble scaled(Ensemble ensemble, TargetEncoder target) {
        Measures.HeldOut heldOut = Measures.heldOut(ensemble, folds, target, Backends.standard());
        double factor =
                1 / TemperatureScaling.fit(heldOut.answers(), heldOut.classes()).temperature();
        List<Layer> members = ensemble.members().stream()
                .map(member -> louder((Sequential) member, factor))
                .toList();
        return new Ensemble(members, ensemble.join());
    }

    private static Layer louder(Sequential member, double factor) {
        List<Layer> layers = new ArrayList<>(member.layers());
        Linear last = (Linear) layers.removeLast();
        layers.add(new Linear(
                new Param(Tensor.of(last.weight().value().multiply(factor).literal())),
                last.bias()
                        .map(bias -> new Param(
                                Tensor.of(bias.value().multiply(factor).literal())))));
        return new Sequential(layers);
    }
}
