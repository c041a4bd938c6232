package gradus.examples.guide;

import gradus.core.tensor.Tensor;
import gradus.core.type.DType;
import gradus.core.type.Key;
import gradus.core.type.TensorType;
import gradus.nn.activation.Activation;
import gradus.nn.data.Dataset;
import gradus.nn.data.FeatureSplit;
import gradus.nn.data.Generated;
import gradus.nn.data.Table;
import gradus.nn.layer.Activate;
import gradus.nn.layer.Context;
import gradus.nn.layer.DiagonalNormal;
import gradus.nn.layer.Linear;
import gradus.nn.layer.Sequential;
import gradus.nn.loss.Loss;
import gradus.nn.network.Networks;
import gradus.nn.optim.Adam;
import gradus.nn.train.Autoencoder;
import gradus.nn.train.Goal;
import gradus.nn.train.Judged;
import gradus.nn.train.Training;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Chapter 12: goals and losses.
public final class GoalsChapter {
    private GoalsChapter() {}

    /// Prints what the chapter shows.
    public static void main(String... args) {
        show(System.out);
    }

    // snippet variational
    record Variational(Linear encoder, Linear decoder) {}

    static Judged judge(Variational network, List<Tensor> batch, Context context) {
        Tensor x = batch.getFirst();
        var code = DiagonalNormal.halves(network.encoder().forward(x, context));
        Tensor again = network.decoder().forward(code.draw(context), context);
        var error = Judged.Mean.perSample(again.subtract(x).square());
        var divergence = Judged.Mean.perSample(code.divergence());
        return Judged.of(error.plus(divergence.times(0.1)))
                .with("reconstruction", error)
                .with("divergence", divergence);
    }
    // end

    // snippet several
    record Towers(Linear left, Linear right, Linear number, Linear kind) {}

    static Judged judge(Towers network, List<Tensor> batch, Context context) {
        Tensor left = network.left().forward(batch.get(0), context).tanh();
        Tensor right = network.right().forward(batch.get(1), context).tanh();
        Tensor both = left.add(right);
        var number = Judged.Mean.of(Loss.HUBER, network.number().forward(both, context), batch.get(2));
        var kind = Judged.Mean.of(Loss.CROSS_ENTROPY, network.kind().forward(both, context), batch.get(3));
        return Judged.of(number.plus(kind)).with("number", number).with("kind", kind);
    }
    // end

    static void show(PrintStream out) {
        autoencoders(out, waves());
        anomalies(out);
        towers(out);
    }

    /// Gives pieces of sine waves.
    static Dataset waves() {
        // snippet data
        var waves = new Generated(256, List.of(TensorType.float32(8)), (index, key, batch, row) -> {
            double phase = Key.of(index).uniform(0) * 6.28;
            for (int i = 0; i < 8; i++) {
                batch.get(0).set(row * 8 + i, Math.sin(phase + i));
            }
        });
        // end
        return waves;
    }

    private static void autoencoders(PrintStream out, Dataset waves) {
        // snippet reconstruction
        var network =
                Sequential.of(Linear.of(8, 3, Key.of(1)), new Activate(Activation.TANH), Linear.of(3, 8, Key.of(2)));
        var plain = Training.of(network, waves, Goal.reconstruction(Loss.MEAN_SQUARED_ERROR));
        var denoising = Training.of(
                network,
                waves,
                Goal.denoising(
                        Loss.MEAN_SQUARED_ERROR,
                        (clean, context) ->
                                clean.add(context.normal(clean.type()).multiply(0.2))));
        var run = denoising.optimizer(Adam.of(0.01)).epochs(20).fit();
        // end
        out.println("smaller: "
                + (run.history().getLast().trainingLoss()
                        < run.history().getFirst().trainingLoss()));
        out.println(plain.epochs(1).fit().reason());
        // snippet code
        var variational = new Variational(Linear.of(8, 4, Key.of(3)), Linear.of(2, 8, Key.of(4)));
        var coded = Training.of(variational, waves, GoalsChapter::judge).fit();
        out.println(coded.history().getLast().measures().keySet());
        // end
    }

    private static Table people() {
        List<List<String>> rows = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            double height = 150 + 40 * Key.of(1).uniform(i);
            double weight = height - 100 + 3 * Key.of(2).normal(i);
            rows.add(List.of(
                    String.format(Locale.ROOT, "%.1f", height),
                    String.format(Locale.ROOT, "%.1f", weight),
                    height < 165 ? "S" : height < 178 ? "M" : "L"));
        }
        return Table.of(List.of("height", "weight", "shirt"), rows);
    }

    private static void anomalies(PrintStream out) {
        Table people = people();
        // snippet anomalies
        var rows = FeatureSplit.of(people, 0.8, 0.2, 0, Key.of(1)); // no column is the target
        var plan = Autoencoder.of(Networks.autoencoder(rows.features().width()));
        var back = Training.of(plan, rows).epochs(100).fit().model();
        var usual = back.reconstruct(Map.of("height", "180", "weight", "81", "shirt", "L"));
        var strange = back.reconstruct(Map.of("height", "180", "weight", "81", "shirt", "S"));
        out.println(usual.score().isBeyond() + ", " + strange.score().isBeyond() + ": " + strange.worstColumn());
        // end
    }

    private static void towers(PrintStream out) {
        var pairs = new Generated(
                64,
                List.of(
                        TensorType.float32(3),
                        TensorType.float32(2),
                        TensorType.float32(1),
                        TensorType.of(DType.INT64)),
                (index, key, batch, row) -> {
                    for (int part = 0; part < 3; part++) {
                        int width = batch.get(part).type().shape().size(1);
                        for (int i = 0; i < width; i++) {
                            batch.get(part)
                                    .set(
                                            row * width + i,
                                            Key.of(part).fold(index).normal(i));
                        }
                    }
                    batch.get(3).set(row, index % 4);
                });
        var towers = new Towers(
                Linear.of(3, 4, Key.of(1)),
                Linear.of(2, 4, Key.of(2)),
                Linear.of(4, 1, Key.of(3)),
                Linear.of(4, 4, Key.of(4)));
        var run = Training.of(towers, pairs, GoalsChapter::judge).epochs(2).fit();
        out.println(run.history().getLast().measures().keySet());
    }
}
