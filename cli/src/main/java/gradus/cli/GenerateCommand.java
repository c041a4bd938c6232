package gradus.cli;

import gradus.cli.run.JsonLine;
import gradus.cli.terminal.Invocation;
import gradus.core.type.Key;
import gradus.io.pretrained.Pretrained;
import gradus.nn.generation.Generation;
import gradus.nn.train.Model;
import gradus.nn.train.TextModel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `gradus generate`.
@Command(
        name = "generate",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Writes on after a prompt with a language model. The same seed gives the same text.")
final class GenerateCommand implements Callable<Integer> {
    private static final int MOST = 1_000_000;

    private final Session session;

    @Parameters(
            paramLabel = "MODEL",
            description = "A model file, or a folder with config.json, weights and tokenizer.")
    private Path file = Path.of("");

    @Option(names = "--prompt", paramLabel = "TEXT", description = "How the text begins. Default: a line break.")
    private String prompt = "\n";

    @Option(names = "--length", paramLabel = "NUMBER", description = "Tokens to write. Default: 200.")
    private int length = 200;

    @Option(
            names = "--temperature",
            paramLabel = "NUMBER",
            description = "1 draws by the model's probabilities, less is bolder, 0 takes the likeliest. Default: 1.")
    private double temperature = 1;

    @Option(names = "--top-k", paramLabel = "NUMBER", description = "Draw from the K likeliest only.")
    private Optional<Integer> topK = Optional.empty();

    @Option(
            names = "--top-p",
            paramLabel = "NUMBER",
            description = "Draw from the likeliest that together have this probability. Default: 1.")
    private double topP = 1;

    @Option(names = "--seed", paramLabel = "NUMBER", description = "The source of chance. Default: 0.")
    private long seed;

    GenerateCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        OptionalInt most = topK.isPresent() ? OptionalInt.of(topK.get()) : OptionalInt.empty();
        Generation how = new Generation(temperature, most, topP);
        if (length < 1 || length > MOST) {
            throw new IllegalArgumentException(
                    "generate: the length must lie between 1 and " + MOST + " tokens, got " + length);
        }
        if (prompt.isEmpty()) {
            throw new IllegalArgumentException("generate: the prompt must have at least one character, got none");
        }
        TextModel model = model();
        remarkUnseen(model);
        String text = model.generate(prompt, length, how, Key.of(seed));
        session.screen().answer(prompt + text);
        session.screen()
                .tell(JsonLine.of("text")
                        .put("prompt", prompt)
                        .put("text", text)
                        .put("seed", seed));
        return 0;
    }

    private TextModel model() {
        if (Files.isDirectory(file)) {
            return switch (Pretrained.load(file)) {
                case Pretrained.Writing writing -> writing.model();
                case Pretrained.Reading _ ->
                    throw new IllegalArgumentException("generate: only a language model writes texts, and " + file
                            + " holds a model that gives vectors for texts; read it by gradus.io.pretrained");
            };
        }
        Model model = Model.load(file);
        if (model instanceof TextModel texts) {
            return texts;
        }
        throw new IllegalArgumentException("generate: only a language model writes texts, and " + file + " holds "
                + TableInput.kind(model) + "; use " + Invocation.of("predict " + file + " FILE") + ", or train one by "
                + Invocation.of("train TEXT --task language-model"));
    }

    /// Characters that training did not have are no reason to stop, but the text does not follow from them.
    private void remarkUnseen(TextModel model) {
        List<String> unseen = model.input().tokenizer().unseen(prompt);
        if (!unseen.isEmpty()) {
            session.screen()
                    .remark("the model never saw " + String.join(", ", unseen) + " in training and reads a sign for"
                            + " anything unknown in place of " + (unseen.size() == 1 ? "it" : "them")
                            + "; the text does not follow from what is meant there");
        }
    }
}
