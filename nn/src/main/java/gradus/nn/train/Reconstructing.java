package gradus.nn.train;

import gradus.core.tensor.Tensor;
import gradus.core.type.Shape;
import gradus.core.type.ShapeException;
import gradus.nn.data.FeatureOutputs;
import gradus.nn.layer.Context;
import gradus.nn.layer.Layer;
import gradus.nn.loss.Loss;
import java.util.List;

/// The goal of an autoencoder of rows or pictures: what goes in, with noise while training, comes back without it.
///
/// @param input what it sees
/// @param noise the deviation of the noise
record Reconstructing(ReconstructionInput input, double noise) implements Goal<Layer> {
    @Override
    public Judged judge(Layer network, List<Tensor> batch, Context context) {
        Tensor clean = batch.getFirst();
        Tensor given = noise > 0 && context.isTraining() ? spoilt(clean, context) : clean;
        Tensor output = network.forward(given, context);
        requireFit(input, output);
        return switch (input) {
            case ReconstructionInput.Rows _ -> Judged.of(Judged.Mean.of(errors(input, output, clean)));
            case ReconstructionInput.Pictures _ -> Judged.of(Loss.BINARY_CROSS_ENTROPY, output, clean);
        };
    }

    private static void requireFit(ReconstructionInput input, Tensor output) {
        Shape wanted = Shape.of(output.rank() == 0 ? 1 : output.size(0)).append(input.output());
        if (!output.shape().equals(wanted)) {
            throw new ShapeException("autoencoder: the network must give " + input.output()
                    + " for each sample, what is to come back, got " + output.shape() + " for all of them");
        }
    }

    private Tensor spoilt(Tensor clean, Context context) {
        Tensor added = context.normal(clean.type()).multiply(noise);
        return switch (input) {
            case ReconstructionInput.Rows(var features) ->
                clean.add(RowErrors.bearable(new FeatureOutputs(features), added));
            case ReconstructionInput.Pictures _ -> clean.add(added).clamp(0, 1);
        };
    }

    /// Gives the errors of samples, `[n, columns]` for rows and `[n, 1]` for pictures; the error of a sample is
    /// their mean.
    ///
    /// @param output what the network gives
    /// @param clean what should come back
    static Tensor errors(ReconstructionInput input, Tensor output, Tensor clean) {
        requireFit(input, output);
        return switch (input) {
            case ReconstructionInput.Rows(var features) -> RowErrors.of(new FeatureOutputs(features), output, clean);
            case ReconstructionInput.Pictures _ ->
                output.sigmoid().subtract(clean).square().mean(1, 2, 3).expand(-1);
        };
    }

    @Override
    public boolean readsTargets() {
        return false;
    }

    @Override
    public String describe() {
        String words = switch (input) {
            case ReconstructionInput.Rows _ ->
                "reconstruction: squared error of numbers, cross-entropy of categories, the mean over columns";
            case ReconstructionInput.Pictures _ -> "reconstruction: binary cross-entropy per pixel";
        };
        return noise > 0 ? words + "; noise " + noise + " on what goes in" : words;
    }
}
