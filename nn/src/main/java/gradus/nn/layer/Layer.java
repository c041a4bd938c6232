package gradus.nn.layer;

import gradus.core.tensor.Tensor;

/// A part of a network: a record whose components are its parameters ([Param]), its running statistics ([Stat]),
/// its options and the layers inside it.
///
/// The path of a parameter is made of component names, such as `layers.0.weight`; it is the parameter's name
/// everywhere, in files too. A module with layers of its own opens their package to `gradus.core`.
///
/// {@snippet file="NetworkSnippets.java" region="Layer"}
public interface Layer {
    /// Gives the output for a batch.
    ///
    /// @param input the batch; the first axis counts samples
    /// @param context whether this is training, randomness, and where new running statistics go
    Tensor forward(Tensor input, Context context);
}
