package gradus.cli;

import gradus.cli.config.ConfigReader;
import gradus.cli.config.ImageFilesNamed;
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
import gradus.nn.data.Dataset;
import gradus.nn.data.TargetEncoder;
import gradus.nn.layer.Layer;
import gradus.nn.loss.Loss;
import gradus.nn.train.ImageModel;
import gradus.nn.train.Model;
import gradus.nn.train.ReconstructionModel;
import gradus.nn.train.SeriesModel;
import gradus.nn.train.TableModel;
import gradus.nn.train.TextModel;
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
            "Says what is wrong with a training, each finding with its numbers and a cure: of the folder of a run, of a",
            "configuration before it is trained, of a model beside data. Alone it says in one line what runs and why:",
            "Java, processor, vectors, threads. Findings are no errors: the exit code is 0."
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
            description = "The table, folder of images or IDX file of images that a model is examined with.")
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
        return switch (model) {
            case TableModel table -> examined(table, data.get());
            case ImageModel images -> examined(images, data.get());
            case TextModel _, SeriesModel _, ReconstructionModel _ ->
                throw new IllegalArgumentException("doctor " + file + ": a single file is examined if it is a model of"
                        + " rows or of images, and this one is " + TableInput.kind(model) + "; name the folder of its"
                        + " run, such as runs/data-1, or its configuration");
        };
    }

    private Diagnosis examined(TableModel model, Path file) {
        Dataset samples = model.preprocessing().dataset(TableInput.read(file, spec));
        Loss loss = switch (model.preprocessing().target()) {
            case TargetEncoder.Classes _ -> Loss.CROSS_ENTROPY;
            case TargetEncoder.Scaled _ -> Loss.MEAN_SQUARED_ERROR;
        };
        return Examination.of(Training.of(model.network(), samples, loss))
                .columns(model.preprocessing())
                .depth(Examination.Depth.TRAINED)
                .diagnose();
    }

    private Diagnosis examined(ImageModel model, Path file) {
        Dataset samples = ImageFilesNamed.labelled(
                        file, labels, model.input().size(), model.input().labels())
                .scaled(model.input().scaling());
        return Examination.of(Training.of(model.network(), samples, Loss.CROSS_ENTROPY))
                .depth(Examination.Depth.TRAINED)
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
        session.screen()
                .tell(JsonLine.of("doctor")
                        .put("version", Version.current())
                        .put("java", java)
                        .put("system", system)
                        .put("processors", processors)
                        .put("memoryMiB", memory)
                        .put("backend", backend.name())
                        .put("description", backend.description())
                        .put(
                                "installed",
                                Backends.installed().stream().map(Backend::name).toList())
                        .put("modules", modules));
    }
}
