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
import gradus.nn.layer.PiecewiseLinear;
import gradus.nn.layer.Sequential;
import gradus.nn.metric.TemperatureScaling;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;

/// Kernel ridge regression of a table, cross-fitted: each member is solved on all folds but its own. The scale of each
/// column and the ridge are found on up to 450 of all rows by the marginal likelihood ([KernelScales]). Classes are
/// regressed as 0 and 1; one factor for all outputs makes logits of them, the one that suits the out-of-fold answers
/// best.
final class KernelCandidate {
    private static final int MEMBERS = 5;
    private static final int MOST_ROWS = 4000;
    private static final int ROWS_FOR_SCALES = 450;
    private static final int PIECES = 64;

    private final TableSplit split;
    private final Key key;
    private final Bell bell;
    private final ArrayDataset rows;
    private final CrossFit folds;
    private final List<Layer> front;
    private final List<float[]> features;
    private final List<double[]> targets = new ArrayList<>();

    private KernelCandidate(TableSplit split, Key key, Bell bell, boolean quantiles) {
        this.split = split;
        this.key = key;
        this.bell = bell;
        this.rows = split.trainSet();
        this.folds = new CrossFit(rows, MEMBERS, key.fold("folds"));
        int numbers = numbers(split);
        this.front = new ArrayList<>();
        if (!split.preprocessing().embeddings().isEmpty()) {
            front.add(new PickChannels(IntStream.range(0, numbers).boxed().toList()));
        }
        if (quantiles) {
            QuantilePieces.of(split, PIECES).ifPresent(pieces -> {
                front.add(pieces);
                front.add(joined(pieces, numbers));
            });
        }
        this.features = answers(front, rows);
        int outputs = split.preprocessing().target() instanceof TargetEncoder.Classes classes
                ? classes.labels().size()
                : 1;
        for (int i = 0; i < rows.size(); i++) {
            double[] target = new double[outputs];
            if (outputs == 1) {
                target[0] = rows.target(i);
            } else {
                target[(int) rows.target(i)] = 1;
            }
            targets.add(target);
        }
    }

    /// Columns that are numbers or yes and no; categories that a table looks up come last.
    private static int numbers(TableSplit split) {
        return split.preprocessing().width()
                - split.preprocessing().embeddings().size();
    }

    /// Gives the candidate of Gaussian bells, if there are not too many rows and some numbers.
    static Optional<TableCandidate> smooth(TableSplit split, Key key) {
        return fits(split)
                ? Optional.of(new TableCandidate.Solved(
                        "kernel",
                        "kernel ridge regression, a scale for each column",
                        over -> new KernelCandidate(split, key, Bell.GAUSSIAN, false).model(over)))
                : Optional.empty();
    }

    /// Gives the candidate of bells with a tip that sees the quantiles of numbers.
    static Optional<TableCandidate> rough(TableSplit split, Key key) {
        return fits(split)
                ? Optional.of(new TableCandidate.Solved(
                        "rough",
                        "kernel ridge regression of quantiles, bells with a tip",
                        over -> new KernelCandidate(split, key, Bell.EXPONENTIAL, true).model(over)))
                : Optional.empty();
    }

    private static boolean fits(TableSplit split) {
        int count = split.train().table().rowCount();
        return count >= 2 * MEMBERS && count <= MOST_ROWS && numbers(split) > 0;
    }

    /// Sums the pieces of each number, so that what comes out is its quantile; what has no pieces stays as it is.
    private static Linear joined(PiecewiseLinear pieces, int numbers) {
        int inputs = pieces.outFeatures(numbers);
        float[] weights = new float[inputs * numbers];
        for (int place = 0; place < numbers; place++) {
            int own = Collections.frequency(pieces.places(), place);
            for (int piece = 0; piece < pieces.places().size(); piece++) {
                if (pieces.places().get(piece) == place) {
                    weights[(numbers + piece) * numbers + place] = 1f / own;
                }
            }
            weights[place * numbers + place] = own == 0 ? 1 : 0;
        }
        return new Linear(new Param(Tensor.of(Literal.of(weights, inputs, numbers))), Optional.empty());
    }

    private static List<float[]> answers(List<Layer> layers, ArrayDataset rows) {
        int count = rows.size();
        int width = rows.features(0).length;
        float[] all = new float[count * width];
        for (int i = 0; i < count; i++) {
            System.arraycopy(rows.features(i), 0, all, i * width, width);
        }
        Tensor given = Tensor.of(Literal.of(all, count, width));
        Tensor answer = layers.isEmpty() ? given : new Sequential(layers).forward(given, Context.inference());
        int out = answer.size(1);
        double[] values = answer.toDoubles();
        return IntStream.range(0, count)
                .mapToObj(i -> {
                    float[] row = new float[out];
                    for (int j = 0; j < out; j++) {
                        row[j] = (float) values[i * out + j];
                    }
                    return row;
                })
                .toList();
    }

    private Optional<TableModel> model(BooleanSupplier over) {
        try {
            return Optional.of(solved(over));
        } catch (CancellationException _) {
            return Optional.empty();
        }
    }

    private TableModel solved(BooleanSupplier over) {
        KernelScales found = scales(over);
        List<Layer> before = new ArrayList<>(front);
        before.add(diagonal(found.scales()));
        List<float[]> scaled = answers(before, rows);
        KernelRidge kernel = new KernelRidge(bell, 1, found.ridge());
        List<Layer> members = new ArrayList<>();
        for (int fold = 0; fold < MEMBERS; fold++) {
            List<Integer> learned = learned(fold);
            Sequential kernels = kernel.fit(
                    learned.stream().map(scaled::get).toList(),
                    learned.stream().map(targets::get).toList(),
                    over);
            List<Layer> layers = new ArrayList<>(before);
            layers.addAll(kernels.layers());
            members.add(new Sequential(layers));
        }
        TargetEncoder target = split.preprocessing().target();
        Ensemble ensemble = switch (target) {
            case TargetEncoder.Scaled _ -> new Ensemble(members, Ensemble.Join.VALUES);
            case TargetEncoder.Classes _ -> scaled(new Ensemble(members, Ensemble.Join.PROBABILITIES), target);
        };
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("architecture", "kernel ridge regression, " + MEMBERS + " members");
        settings.put("bell", bell.name().toLowerCase(Locale.ROOT));
        settings.put("scales", found.scales().toString());
        settings.put("ridge", Double.toString(found.ridge()));
        Provenance provenance = new Provenance(
                Version.current(),
                split.train().table().source(),
                DataHash.of(rows),
                settings,
                Map.of("ended", "solved exactly"));
        return new TableModel(ensemble, split.preprocessing(), provenance);
    }

    private KernelScales scales(BooleanSupplier over) {
        int[] order = key.fold("scales").permutation(rows.size());
        List<Integer> some = Arrays.stream(order).limit(ROWS_FOR_SCALES).boxed().toList();
        return KernelScales.of(
                bell,
                some.stream().map(features::get).toList(),
                some.stream().map(targets::get).toList(),
                over);
    }

    private static Linear diagonal(List<Double> scales) {
        int width = scales.size();
        float[] weights = new float[width * width];
        for (int j = 0; j < width; j++) {
            weights[j * width + j] = scales.get(j).floatValue();
        }
        return new Linear(new Param(Tensor.of(Literal.of(weights, width, width))), Optional.empty());
    }

    private List<Integer> learned(int fold) {
        return IntStream.range(0, rows.size())
                .filter(row -> folds.fold(row) != fold)
                .boxed()
                .toList();
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
