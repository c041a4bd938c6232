package gradus.cli.config;

import gradus.io.text.TextFiles;
import gradus.io.text.TokenizerFile;
import gradus.nn.attention.CausalLanguageModel;
import gradus.nn.data.text.TextSplit;
import gradus.nn.data.text.Tokenizer;
import gradus.nn.layer.Architecture;
import gradus.nn.layer.Layer;
import gradus.nn.network.FineTuned;
import gradus.nn.train.TextModel;
import gradus.nn.train.TrainedModel;
import gradus.nn.train.Training;
import java.nio.file.Path;
import java.util.Optional;

/// A training of a language model on a text.
///
/// @param config the configuration
/// @param split the text by part
/// @param tokenizer what cuts it into tokens
/// @param architecture the network
/// @param training the training
public record TextPreparation(
        TrainConfig config,
        TextSplit split,
        Tokenizer tokenizer,
        Architecture architecture,
        Training<Layer, TrainedModel<TextModel>> training)
        implements Preparation {
    private static final int CONTEXT = 64;
    private static final double VALIDATION = 0.1;

    /// Reads the text, and the tokenizer if there is one, and makes the rest of it.
    static TextPreparation of(TrainConfig config) {
        Optional<TextModel> base = config.network().base(TextModel.class);
        Architecture given = base.<Architecture>map(model -> config.tuned(model.network(), FineTuned.Head.KEPT))
                .orElseGet(() -> config.network().over(CausalLanguageModel.gpt(2, 4, 64)));
        Optional<String> file = config.data().columns().tokenizer();
        Optional<Tokenizer> read = file.map(name -> TokenizerFile.read(Path.of(name)));
        String text = TextFiles.read(Path.of(config.data().file()));
        double validation = config.data().split().validation().orElse(VALIDATION);
        TextSplit split = TextSplit.of(text, 1 - validation);
        if (base.isPresent() && read.isPresent()) {
            throw new IllegalArgumentException("data.columns.tokenizer: the network of "
                    + config.network().base().get() + " knows the tokens of its own tokenizer only; leave it out");
        }
        Tokenizer tokenizer =
                base.map(model -> model.input().tokenizer()).or(() -> read).orElseGet(split::characters);
        int context = base.map(model -> model.input().context())
                .or(() -> config.network().context())
                .orElse(CONTEXT);
        Training<Layer, TrainedModel<TextModel>> usual = Training.of(given, split, tokenizer, context);
        int samples = Math.max(1, (tokenizer.encode(split.train()).length - 1) / context);
        return new TextPreparation(config, split, tokenizer, given, Tuning.of(usual, config, given, samples));
    }
}
