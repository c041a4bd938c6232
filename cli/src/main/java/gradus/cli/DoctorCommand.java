package gradus.cli;

import gradus.cli.config.ConfigReader;
import gradus.cli.config.Preparation;
import gradus.cli.run.Consultation;
import gradus.cli.run.FinishedRun;
import gradus.cli.run.JsonLine;
import gradus.cli.run.Screen;
import gradus.cli.terminal.Invocation;
import gradus.core.spi.Backend;
import gradus.core.spi.Backends;
import gradus.explain.doctor.Diagnosis;
import gradus.explain.doctor.Examination;
import gradus.nn.layer.Layer;
import gradus.nn.train.ImageModel;
import gradus.nn.train.Model;
import gradus.nn.train.TableModel;
import gradus.nn.train.Training;
import gradus.nn.train.Version;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `gradus doctor`.
@Command(
        name = "doctor",
        mixinStandardHelpOptions = true,
        description = {
            "Says what is wrong with a training, each finding with its numbers and a cure: of the folder of a run, of a"
                    + " configuration before it is trained, of a model beside data.",
            "Alone it says what runs and why: Java, processor, vectors, threads, and which operations have kernels."
                    + " Findings are no errors: the exit code is 0."
        })
final class DoctorCommand implements Callable<Integer> {
    private final Session session;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(
            arity = "0..1",
            paramLabel = "RUN-DIR|CONFIG|MODEL",
            description = "The folder of a run, a configuration (.yaml, .yml or .json), or a model with --data.")
    private Optional<Path> patient = Optional.empty();

    @Option(
            names = "--data",
            paramLabel = "FILE",
            description = "The table, images, text or series that a model is examined with.")
    private Optional<Path> data = Optional.empty();

    @Option(names = "--labels", paramLabel = "FILE", description = "The IDX file of labels of an IDX file of images.")
    private Optional<Path> labels = Optional.empty();

    private DoctorCommand(Session session) {
        this.session = session;
    }

    static CommandSpec spec(Session session) {
        CommandSpec spec = CommandSpec.forAnnotatedObject(new DoctorCommand(session));
        Flags.add(spec, TableInput.settings());
        return spec;
    }

    @Override
    public Integer call() {
        if (patient.isEmpty()) {
            refuseData(data.isPresent() || labels.isPresent(), "there is no model to examine with it; name one");
            machine();
            return 0;
        }
        Screen screen = session.screen();
        Diagnosis diagnosis = examined(patient.get());
        screen.answer(
                diagnosis.isHealthy()
                        ? "No finding. Examined: " + String.join(", ", diagnosis.passed()) + "."
                        : Consultation.text(diagnosis));
        Consultation.tell(diagnosis, screen::tell);
        return 0;
    }

    private Diagnosis examined(Path file) {
        if (Files.isDirectory(file)) {
            refuseData(data.isPresent(), "a run has its own; leave it out");
            FinishedRun finished = FinishedRun.open(file);
            if (finished.run().isEmpty()) {
                session.screen().remark("the run has no checkpoint yet: it is examined as it begins");
            }
            Examination<Layer> begun = Consultation.of(finished.prepared());
            return finished.run().map(begun::trained).orElse(begun).diagnose();
        }
        if (ConfigReader.isConfig(file.toString())) {
            refuseData(data.isPresent(), "a configuration names its own; leave it out");
            ConfigReader reader = ConfigReader.of(file);
            TrainCommand.requireData(reader);
            return Consultation.of(Preparation.of(reader)).diagnose();
        }
        return examined(file, Model.load(file, List.of()));
    }

    private static void refuseData(boolean isNoUse, String why) {
        if (isNoUse) {
            throw new IllegalArgumentException("--data: it is for a model, and " + why);
        }
    }

    private Diagnosis examined(Path file, Model model) {
        TableInput.requireFormat(file, model, spec);
        TableInput.refuse(
                labels.isPresent() && !(model instanceof ImageModel),
                "--labels: it names the classes of IDX images",
                file,
                model);
        if (data.isEmpty()) {
            throw new IllegalArgumentException("--data: a model is examined with data that have the answer, got none;"
                    + " for instance " + Invocation.of("doctor " + file + " --data data.csv"));
        }
        model.goalNote().ifPresent(note -> session.screen().remark(note));
        ExplainedSamples samples = ExplainedSamples.of(model, data.get(), labels, spec);
        Examination<Layer> examination = Examination.of(Training.of(model.network(), samples.data(), model.goal()))
                .depth(Examination.Depth.TRAINED);
        return (model instanceof TableModel table ? examination.columns(table.preprocessing()) : examination)
                .diagnose();
    }

    private void machine() {
        Backend backend = Backends.standard();
        String java = System.getProperty("java.vm.name") + " " + Runtime.version();
        String system = System.getProperty("os.name") + " " + System.getProperty("os.arch");
        int processors = Runtime.getRuntime().availableProcessors();
        long memory = Runtime.getRuntime().maxMemory() >> 20;
        List<String> modules = ModuleLayer.boot().modules().stream()
                .map(Module::getName)
                .filter(name -> name.startsWith("gradus."))
                .sorted()
                .toList();
        session.screen()
                .answer("gradus " + Version.current() + " on " + java + ", " + system + ", " + processors
                        + (processors == 1 ? " core, " : " cores, ") + memory + " MiB for Java; runs on "
                        + backend.name() + ": " + backend.description());
        int width = backend.placement().keySet().stream()
                .mapToInt(String::length)
                .max()
                .orElse(0);
        backend.placement()
                .forEach((kind, by) ->
                        session.screen().answer("  " + kind + " ".repeat(width - kind.length()) + "  " + by));
        session.screen()
                .tell(JsonLine.of("doctor")
                        .put("version", Version.current())
                        .put("java", java)
                        .put("system", system)
                        .put("processors", processors)
                        .put("memoryMiB", memory)
                        .put("backend", backend.name())
                        .put("description", backend.description())
                        .texts("operations", backend.placement())
                        .put(
                                "installed",
                                Backends.installed().stream().map(Backend::name).toList())
                        .put("modules", modules));
    }
}
