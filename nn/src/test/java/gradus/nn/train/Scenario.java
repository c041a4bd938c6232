package gradus.nn.train;

import gradus.core.tensor.Tensor;
import gradus.core.type.Key;
import gradus.core.type.Shape;
import gradus.nn.activation.Activation;
import gradus.nn.data.CrossFit;
import gradus.nn.data.Loader;
import gradus.nn.data.text.TextWindows;
import gradus.nn.layer.Context;
import gradus.nn.layer.Embedding;
import gradus.nn.layer.Layer;
import gradus.nn.layer.Linear;
import gradus.nn.loss.CrossEntropy;
import gradus.nn.loss.Loss;
import gradus.nn.loss.Penalty;
import gradus.nn.network.Networks;
import gradus.nn.network.Normalization;
import gradus.nn.network.Several;
import gradus.nn.optim.Adam;
import gradus.nn.optim.AdamW;
import gradus.nn.optim.ClipGlobalNorm;
import gradus.nn.optim.Decay;
import gradus.nn.optim.Groups;
import gradus.nn.optim.Muon;
import gradus.nn.optim.Plateau;
import gradus.nn.optim.Schedule;
import gradus.nn.optim.Sgd;
import gradus.nn.optim.WeightAverage;
import gradus.nn.recurrent.Lstm;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/// Short trainings that between them use every kind of state that a run can have. 23 samples in batches of 5: the
/// last batch of each epoch has 3.
enum Scenario {
    PLAIN(() -> numbers().optimizer(Sgd.of(0.05)).epochs(3)),
    MOMENTUM_WITH_DAMPENING(
            () -> numbers().optimizer(Sgd.of(0.05).momentum(0.9).dampening(0.5)).epochs(2)),
    DROPOUT_WITH_ADAM(() -> Training.of(
                    Networks.mlp(6).dropout(0.4).build(Shape.of(2), 2, Key.of(3)),
                    Small.classes(23, 1),
                    Loss.CROSS_ENTROPY)
            .batchSize(5)
            .optimizer(Adam.of(0.01))
            .epochs(3)),
    BATCH_NORM_WITH_ADAMW_AND_VALIDATION(() -> Training.of(
                    Networks.mlp(6).normalization(Normalization.BATCH).build(Shape.of(2), 2, Key.of(3)),
                    Small.classes(23, 1),
                    CrossEntropy.defaults().withClassWeights(List.of(1.0, 2.5)))
            .batchSize(5)
            .optimizer(AdamW.of(0.02).decay(Decay.of(0.1)))
            .validation(Small.classes(9, 2))
            .epochs(3)),
    AMSGRAD_WITH_PLATEAU(() -> signs().optimizer(Adam.of(0.3).amsgrad())
            .penalty(Penalty.elastic(1e-3, 1e-2))
            .validation(Small.classes(9, 2))
            .plateau(new Plateau(Plateau.Goal.MINIMISE, 0.5, 0, 0.5, 1, 0.01))
            .epochs(4)),
    NESTEROV_WITH_ONE_CYCLE(() -> signs().optimizer(Sgd.of(1).nesterov(0.9).schedule(Schedule.OneCycle.of(0.2, 15)))
            .epochs(3)),
    WARM_UP_AND_RESTARTS(() -> signs().optimizer(
                    Adam.of(1).schedule(Schedule.CosineRestarts.of(0.1, 4).withWarmUp(3)))
            .epochs(3)),
    EARLY_STOPPING(() -> signs().optimizer(Adam.of(0.5))
            .validation(Small.classes(9, 2))
            .epochs(50)
            .earlyStopping(2)),
    LOSS_UNCHANGED(() -> signs().stopping(Stopping.afterEpochs(50).withChangeBelow(0.05, 2))),
    LOSS_SMALL(() ->
            numbers().optimizer(Adam.of(0.1)).stopping(Stopping.afterEpochs(50).withLossBelow(3))),
    GRADIENT_SMALL(() ->
            numbers().optimizer(Adam.of(0.1)).stopping(Stopping.afterEpochs(50).withNormsBelow(3, 0))),
    STEP_SMALL(() -> signs().optimizer(Sgd.of(0.1).schedule(Schedule.Exponential.of(0.1, 1, 0.8)))
            .stopping(Stopping.afterEpochs(50).withNormsBelow(0, 0.005))),
    CROSS_FITTED_ENSEMBLE(() -> {
        CrossFit samples = new CrossFit(Small.classes(23, 1), 3, Key.of(1));
        Layer network = new Several(3, Networks.mlp(4).dropout(0.2)).build(Shape.of(2), 2, Key.of(3));
        return Training.of(network, samples, Loss.CROSS_ENTROPY)
                .batchSize(5)
                .optimizer(AdamW.of(0.02))
                .validation(samples)
                .epochs(2);
    }),
    MICRO_BATCHES(() -> signs().optimizer(AdamW.of(0.02)).microBatch(2).epochs(3)),
    AVERAGED_BEHIND_CLIPPING(() -> signs().optimizer(new WeightAverage(Adam.of(0.1), 0.9).after(ClipGlobalNorm.of(0.5)))
            .validation(Small.classes(9, 2))
            .epochs(3)),
    GROUPS_AND_FROZEN(() -> signs().optimizer(
                    Groups.of(Sgd.of(0.1).momentum(0.9)).scaled("**.bias", 2).with("layers.2.*", Adam.of(0.01)))
            .freeze("layers.0.weight")
            .epochs(3)),
    MUON(() -> signs().optimizer(Muon.of(0.02)).epochs(2)),
    SKIPPING(() -> signs().optimizer(Adam.of(0.1)).nonFinite(NonFinite.SKIP).epochs(3)),
    CARRIED_STATES(() -> streams().epochs(3)),
    STEPS(() -> signs().steps(8));

    /// A network whose state goes on from batch to batch.
    record Reader(Embedding letters, Lstm lstm, Linear head) implements Layer {
        @Override
        public Tensor forward(Tensor text, Context context) {
            return head.forward(lstm.forward(letters.forward(text, context), context), context);
        }
    }

    @SuppressWarnings("ImmutableEnumChecker")
    private final Supplier<Training<?, ? extends Run<? extends Layer>>> made;

    Scenario(Supplier<Training<?, ? extends Run<? extends Layer>>> made) {
        this.made = made;
    }

    Training<?, ? extends Run<? extends Layer>> training() {
        return made.get();
    }

    private static Training<?, ? extends Run<? extends Layer>> signs() {
        return Training.of(Small.mlp(2), Small.classes(23, 1), Loss.CROSS_ENTROPY)
                .batchSize(5);
    }

    private static Training<?, ? extends Run<? extends Layer>> numbers() {
        return Training.of(
                        Networks.mlp(4).activation(Activation.SIGMOID).build(Shape.of(2), 1, Key.of(3)),
                        Small.values(23, 1),
                        Loss.MEAN_SQUARED_ERROR)
                .batchSize(5);
    }

    /// Reads three windows of each of four streams of a text per epoch.
    static Training<Reader, Run<Reader>> streams() {
        return streams(new Reader(
                Embedding.of(5, 3, Key.of(4)), Lstm.of(3, 4, Key.of(5)).stateful(4), Linear.of(4, 5, Key.of(6))));
    }

    static Training<Reader, Run<Reader>> streams(Reader reader) {
        int[] text = IntStream.range(0, 37).map(i -> i * i % 5).toArray();
        return Training.of(reader, TextWindows.streams(text, 3, 4), Loss.CROSS_ENTROPY)
                .batchSize(4)
                .order(Loader.Order.AS_STORED)
                .optimizer(Sgd.of(0.5));
    }
}
