package gradus.examples.architecture;

import gradus.core.type.Key;
import gradus.io.text.TextFiles;
import gradus.nn.attention.CausalLanguageModel;
import gradus.nn.data.DatasetSplit;
import gradus.nn.data.text.CharacterVocabulary;
import gradus.nn.data.text.TextLines;
import gradus.nn.generation.Generation;
import gradus.nn.layer.Layer;
import gradus.nn.loss.CrossEntropy;
import gradus.nn.optim.AdamW;
import gradus.nn.optim.Schedule;
import gradus.nn.train.Goal;
import gradus.nn.train.Scorer;
import gradus.nn.train.Training;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/// A small transformer that learns what first names look like and makes new ones; a tenth of the names decides when it
/// has learned enough, another tenth is measured once.
final class NamesTransformer {
    private NamesTransformer() {}

    static Result run(Folders folders, Effort effort, PrintStream out) {
        String text = TextFiles.read(folders.data().resolve("names/names.txt"));
        CharacterVocabulary letters = CharacterVocabulary.of(text);
        List<String> lines = text.lines().toList();
        TextLines names = TextLines.of(letters, lines.subList(0, effort.samples(lines.size())));
        DatasetSplit parts = DatasetSplit.shuffled(names, 0.8, 0.1, 0.1, Key.of(1));
        CrossEntropy loss = CrossEntropy.defaults().withIgnoredClass(TextLines.IGNORED);
        int epochs = effort.epochs(15);
        int batch = 64;
        int steps = Math.max(2, epochs * Math.ceilDiv(parts.train().size(), batch));
        CausalLanguageModel model = Training.of(
                        CausalLanguageModel.gpt(3, 4, 64)
                                .withDropout(0.1)
                                .build(letters.size(), names.length(), Key.of(1)),
                        parts.train(),
                        loss)
                .optimizer(AdamW.of(2e-3).schedule(Schedule.OneCycle.of(2e-3, steps)))
                .batchSize(batch)
                .epochs(epochs)
                .validation(parts.validation())
                .seed(1)
                .listener(Lines.to(out))
                .fit()
                .network();
        out.println("new names: " + written(model, letters, names));
        Goal<Layer> goal = Goal.of(loss);
        double held = goal.measure(model, parts.test(), Scorer.none()).get("loss");
        return Result.atMost(2.10, "test loss, nats per character", held);
    }

    private static List<String> written(CausalLanguageModel model, CharacterVocabulary letters, TextLines names) {
        List<String> written = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            StringBuilder name = new StringBuilder();
            Generation.plain()
                    .write(model.reader(), List.of(names.boundary()), names.length() - 1, Key.of(i), token -> {
                        if (token == names.boundary()) {
                            return false;
                        }
                        name.append(letters.decode(token));
                        return true;
                    });
            written.add(name.toString());
        }
        return written;
    }
}
