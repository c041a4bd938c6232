package gradus.cli.config;

import gradus.io.text.TextFiles;
import gradus.nn.attention.CausalLanguageModel;
import gradus.nn.data.text.TextSplit;
import gradus.nn.layer.Architecture;
import gradus.nn.layer.Layer;
import gradus.nn.train.TextModel;
import gradus.nn.train.TrainedModel;
import gradus.nn.train.Training;
import java.nio.file.Path;

/// A training of a language model on a text.
///
/// @param config the configuration
/// @param split the text by part
/// @param architecture the network
/// @param training the training
public record TextPreparation(
        TrainConfig config,
        TextSplit split,
        Architecture architecture,
        Training<Layer, TrainedModel<TextModel>> training)
        implements Preparation {
    private static final int CONTEXT = 64;
    private static final double VALIDATION = 0.1;

    /// Reads the text and makes the rest of it.
    static TextPreparation of(TrainConfig config) {
        Architecture given = config.network().over(CausalLanguageModel.gpt(2, 4, 64));
        String text = TextFiles.read(Path.of(config.data().file()));
        double validation = config.data().split().validation().orElse(VALIDATION);
        TextSplit split = TextSplit.of(text, 1 - validation);
        int context = config.network().context().orElse(CONTEXT);
        Training<Layer, TrainedModel<TextModel>> usual = Training.of(given, split, context);
        int samples = Math.max(1, (split.train().codePointCount(0, split.train().length()) - 1) / context);
        return new TextPreparation(config, split, given, Tuning.of(usual, config.training(), samples));
    }
}
