package gradus.cli;

import gradus.cli.config.ConfigReader;
import gradus.cli.config.Preparation;
import gradus.cli.config.Settings;
import gradus.explain.plot.SchedulePlot;
import gradus.nn.train.Training;
import gradus.nn.train.TrainingLength;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `gradus plot schedule`.
@Command(
        name = "schedule",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Draws the learning rate of a training over its steps, as it would be planned now.",
            "It takes a configuration and every flag of gradus train; the data are read for their number of rows."
        })
final class PlotSchedule implements Callable<Integer> {
    private final Session session;

    @Mixin
    private PlotOutput output = new PlotOutput();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(arity = "0..1", paramLabel = "FILE", description = "The data, or a configuration, as for gradus train.")
    private String file = "";

    private PlotSchedule(Session session) {
        this.session = session;
    }

    static CommandSpec spec(Session session) {
        CommandSpec spec = CommandSpec.forAnnotatedObject(new PlotSchedule(session));
        Flags.add(
                spec,
                Settings.all().stream()
                        .filter(setting -> !setting.flags().contains("--out"))
                        .toList());
        return spec;
    }

    @Override
    public Integer call() {
        ConfigReader reader = TrainCommand.reader(file, spec);
        TrainCommand.requireData(reader);
        Training<?, ?> training = Preparation.of(reader).training();
        long steps = TrainingLength.of(training).steps();
        return output.write(SchedulePlot.of(training.optimizer().schedule(), steps), session.screen());
    }
}
