package gradus.cli;

import gradus.cli.run.JsonLine;
import gradus.cli.run.Screen;
import gradus.nn.train.Evaluation;
import gradus.nn.train.Model;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `gradus evaluate`.
@Command(
        name = "evaluate",
        mixinStandardHelpOptions = true,
        description = {
            "Measures a model on a table that has the target, images whose classes are known, a text or series.",
            "An autoencoder is measured on any table or images."
        })
final class EvaluateCommand implements Callable<Integer> {
    private final Session session;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(index = "0", paramLabel = "MODEL", description = "A model file.")
    private Path file = Path.of("");

    @Parameters(index = "1", paramLabel = "FILE", description = "The table, folder of images, or IDX file of images.")
    private Path data = Path.of("");

    @Option(names = "--labels", paramLabel = "FILE", description = "The IDX file of labels of an IDX file of images.")
    private Optional<Path> labels = Optional.empty();

    private EvaluateCommand(Session session) {
        this.session = session;
    }

    static CommandSpec spec(Session session) {
        CommandSpec spec = CommandSpec.forAnnotatedObject(new EvaluateCommand(session));
        Flags.add(spec, TableInput.settings());
        return spec;
    }

    @Override
    public Integer call() {
        Screen screen = session.screen();
        Model loaded = Model.load(file);
        JudgedSamples.requireUse(file, loaded, labels, spec);
        Evaluation measured =
                JudgedSamples.of(loaded, data, labels, spec, screen).measure(loaded);
        screen.answer(data + ", " + measured.rows() + " " + loaded.counted() + "\n" + measured);
        screen.tell(JsonLine.of("evaluation")
                .put("file", data.toString())
                .put("rows", measured.rows())
                .put("values", measured.values()));
        return 0;
    }
}
