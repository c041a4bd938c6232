package gradus.nn.train;

import gradus.core.type.Key;
import gradus.core.type.Shape;
import gradus.nn.data.text.TextSplit;
import gradus.nn.data.text.TextWindows;
import gradus.nn.data.text.Tokenizer;
import gradus.nn.layer.Architecture;
import gradus.nn.layer.Layer;
import gradus.nn.loss.Loss;
import gradus.nn.optim.AdamW;
import java.util.Map;
import java.util.Optional;

/// Training of language models: cross-entropy of the next token, AdamW at 10⁻³, batches of 32 windows drawn
/// anywhere, as many an epoch as the text has, 10 epochs, ended by 3 without improvement on the validation text.
final class TextTraining {
    private static final double RATE = 1e-3;
    private static final int EPOCHS = 10;
    private static final int PATIENCE = 3;

    private TextTraining() {}

    static Training<Layer, TrainedModel<TextModel>> of(
            Architecture architecture, TextSplit data, Tokenizer tokenizer, int context) {
        TextInput input = new TextInput(tokenizer, context);
        int[] tokens = tokenizer.encode(data.train());
        int samples = Math.max(1, (tokens.length - 1) / context);
        Training.Subject<Layer, TrainedModel<TextModel>> subject = new Training.Subject<>(
                (Key key) -> Causality.required(
                        architecture.build(Shape.of(context), tokenizer.size(), key), context, tokenizer.size()),
                (run, settings, _) -> finished(run, settings, architecture, data, input));
        return Training.of(subject, TextWindows.random(tokens, context, samples), Goal.of(Loss.CROSS_ENTROPY))
                .optimizer(AdamW.of(RATE))
                .stopping(Stopping.afterEpochs(EPOCHS).withPatience(PATIENCE))
                .validation(TextWindows.inOrder(tokenizer.encode(data.validation()), context));
    }

    private static TrainedModel<TextModel> finished(
            Run<Layer> run, Map<String, String> settings, Architecture architecture, TextSplit data, TextInput input) {
        Provenance begun = Provenance.of(
                run,
                settings,
                architecture.describe(),
                new Provenance.Origin("a text of " + data.train().length() + " characters", DataHash.of(data.train())));
        Evaluation validation = new TextModel(run.network(), input, begun).evaluate(data.validation());
        Provenance whole = begun.measured(Optional.of(validation), Optional.empty());
        return new TrainedModel<>(
                run, new TextModel(run.network(), input, whole), Optional.of(validation), Optional.empty());
    }
}
