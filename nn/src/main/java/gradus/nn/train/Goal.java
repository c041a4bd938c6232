package gradus.nn.train;

import gradus.core.spi.Backend;
import gradus.core.spi.Backends;
import gradus.core.spi.Buffer;
import gradus.core.tensor.Tensor;
import gradus.nn.data.Dataset;
import gradus.nn.layer.Context;
import gradus.nn.layer.Layer;
import gradus.nn.loss.Loss;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// How a network is asked and judged: what is done with a batch, and what of it is made small.
///
/// A network is any record tree whose leaves are [gradus.nn.layer.Param] and [gradus.nn.layer.Stat]; what its methods
/// are called and how many tensors go in and out is between the network and its goal. A goal is traced once per size
/// of batch, in training and, with [Context#inference()], on validation data.
///
/// {@snippet file="TrainingSnippets.java" region="Goal"}
///
/// @param <L> the type of the network
@FunctionalInterface
public interface Goal<L> {
    /// Asks the network about a batch and judges what it says.
    ///
    /// @param network the network with its numbers
    /// @param batch the parts of the batch in the order of [gradus.nn.data.Dataset#sampleTypes()]
    /// @param context whether this is training, randomness, and where new running statistics go
    Judged judge(L network, List<Tensor> batch, Context context);

    /// Gives the goal in words, as the settings of a training keep it. Default: a record's text, else `own goal`.
    default String describe() {
        return this instanceof Record ? toString() : "own goal";
    }

    /// Gives the loss by which answers are held against targets, if that is all the goal does. Default: none.
    default Optional<Loss> lossOfAnswers() {
        return Optional.empty();
    }

    /// Says whether what is right comes with the samples, in the parts after the first. Default yes; an autoencoder
    /// holds its answers against what went in, and classes that the samples may have mean nothing to it.
    default boolean readsTargets() {
        return true;
    }

    /// Measures a network on samples without training it: gives `loss` and the goal's other measures as exact means
    /// over all samples, and what the scorer makes of the answers.
    ///
    /// @param network the network
    /// @param data the samples
    /// @param scorer what else is measured, [Scorer#none()] for nothing
    default Map<String, Double> measure(L network, Dataset data, Scorer scorer) {
        Backend backend = Backends.standard();
        Weights weights = Weights.of(network);
        List<Buffer> buffers = StateBuffers.of(backend, weights).weights();
        return new Evaluator<>(network, this, weights, buffers, data, scorer, backend).evaluate();
    }

    /// Gives the usual goal of a [Layer]: the first part of a batch goes in, what comes out is held against the
    /// second.
    ///
    /// A third part of truth values, `[samples]` or `[samples, places]`, says which places count (padded lines and
    /// sequences). Members of a [gradus.nn.layer.Ensemble] learn each for itself, and where the samples have folds
    /// ([gradus.nn.data.CrossFit]) no member learns from its own.
    static Goal<Layer> of(Loss loss) {
        return new Supervised(loss);
    }

    /// Gives the goal of an autoencoder: what comes out is held against what went in, the first part of the batch.
    static Goal<Layer> reconstruction(Loss loss) {
        return new Reconstruction(loss);
    }

    /// Gives the goal of a denoising autoencoder (Vincent et al. 2008): a spoilt input goes in, what comes out is
    /// held against the clean one. Inputs are spoilt while training only; validation asks with clean ones.
    ///
    /// @param loss how wrong a reconstruction is
    /// @param spoil gives the spoilt inputs, drawing from the context
    static Goal<Layer> denoising(Loss loss, Spoil spoil) {
        return new Denoising(loss, spoil);
    }

    /// Gives the goal of distillation (Hinton et al. 2015):
    /// `(1 − share) · loss + share · T² · KL(teacher ‖ network)` of the answers at temperature T. Named measures:
    /// `target loss`, `teacher loss`. The teacher, its numbers frozen, answers as in prediction.
    ///
    /// @param loss how wrong logits are
    /// @param teacher gives the teacher's logits for the inputs
    /// @param temperature T, above 0; common is 2 to 5
    /// @param share how much the teacher counts, 0 to 1
    static Goal<Layer> distillation(Loss loss, UnaryOperator<Tensor> teacher, double temperature, double share) {
        return new Distillation(loss, teacher, temperature, share);
    }

    /// How inputs are spoilt for a denoising autoencoder.
    @FunctionalInterface
    interface Spoil {
        /// Gives the spoilt inputs, of the same type.
        ///
        /// @param clean the inputs
        /// @param context where random numbers come from
        Tensor spoilt(Tensor clean, Context context);
    }
}
