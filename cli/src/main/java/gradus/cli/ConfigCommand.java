package gradus.cli;

import gradus.cli.config.ConfigSchema;
import gradus.cli.config.Setting;
import gradus.cli.config.Settings;
import gradus.cli.run.JsonLine;
import gradus.cli.run.Screen;
import gradus.io.file.AtomicFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `gradus config`.
@Command(
        name = "config",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Tells what configurations may say.",
            "For instance: gradus config --explain training.optimizer; gradus config --schema --out gradus.schema.json"
        })
final class ConfigCommand implements Callable<Integer> {
    private final Session session;

    @Option(
            names = "--explain",
            description = "Print each key with its flags, meaning, default and what may stand there.")
    private boolean explain;

    @Option(names = "--schema", description = "Print the JSON Schema, by which editors complete and check.")
    private boolean schema;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "Write the schema into this file. Default: standard output.")
    private Optional<Path> out = Optional.empty();

    @Parameters(
            arity = "0..1",
            paramLabel = "KEY",
            description = "A key or a section, such as training.optimizer. Default: all.")
    private String key = "";

    ConfigCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        Screen screen = session.screen();
        if (schema == explain) {
            throw new IllegalArgumentException(
                    "config: either --explain or --schema says what is wanted, got " + (schema ? "both" : "neither"));
        }
        if (schema) {
            if (!key.isEmpty()) {
                throw new IllegalArgumentException("--schema: it tells of all keys, got " + key + " beside it");
            }
            if (out.isPresent()) {
                AtomicFile.write(out.get(), ConfigSchema.text().getBytes(StandardCharsets.UTF_8));
                screen.say(out.get() + ": the JSON Schema of configurations");
            } else {
                screen.out().print(ConfigSchema.text());
            }
            return 0;
        }
        List<Setting> told = key.isEmpty() ? Settings.all() : Settings.named(key);
        for (Setting setting : told) {
            screen.answer(setting.explained());
            screen.tell(JsonLine.of("setting")
                    .put("key", setting.path())
                    .put("flags", setting.flags())
                    .put("meaning", setting.meaning())
                    .put("default", setting.fallback())
                    .put("value", setting.form().words())
                    .put("words", setting.words())
                    .put("example", setting.example()));
        }
        return 0;
    }
}
