package gradus.cli;

import gradus.cli.run.Exit;
import gradus.cli.run.JsonLine;
import gradus.cli.run.Screen;
import gradus.cli.terminal.Invocation;
import gradus.cli.terminal.Style;
import gradus.nn.data.NearestName;
import java.io.InputStream;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/// The command `gradus`.
@Command(
        name = "gradus",
        mixinStandardHelpOptions = true,
        versionProvider = VersionLines.class,
        synopsisSubcommandLabel = "COMMAND",
        description = "Trains neural networks on tables, images and texts, and uses them.",
        footerHeading = "%nFor instance:%n",
        footer = {
            "  ${sys:gradus.command:-gradus} train data.csv --target y",
            "  ${sys:gradus.command:-gradus} predict data.gradus new.csv --out predictions.csv",
            "  ${sys:gradus.command:-gradus} help train"
        },
        exitCodeListHeading = "%nExit codes:%n")
public final class Gradus implements Runnable {
    @Mixin
    private final Session session;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private Gradus(Session session) {
        this.session = session;
    }

    /// Runs the command line and exits with its status.
    public static void main(String... args) {
        System.exit(execute(Screen.ofProcess(), args));
    }

    /// Runs the command line and gives its status.
    ///
    /// @param screen where it writes
    static int execute(Screen screen, String... args) {
        return execute(screen, System.in, args);
    }

    /// Runs the command line and gives its status.
    ///
    /// @param screen where it writes
    /// @param in what it reads where a command asks
    static int execute(Screen screen, InputStream in, String... args) {
        Session session = new Session(screen, in);
        CommandLine line = new CommandLine(new Gradus(session));
        addCommands(line, session);
        line.setCommandName(Invocation.name());
        boolean colours =
                screen.terminal().style() == Style.COLOUR && !List.of(args).contains("--no-color");
        line.setOut(new PrintWriter(screen.out(), true, screen.out().charset()))
                .setErr(new PrintWriter(screen.err(), true, screen.err().charset()))
                .setColorScheme(CommandLine.Help.defaultColorScheme(colours ? Ansi.ON : Ansi.OFF))
                .setUsageHelpAutoWidth(false)
                .setUsageHelpWidth(Math.clamp(screen.terminal().width(), 80, 120))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler((problem, _) -> misused(problem, session))
                .setExecutionExceptionHandler((problem, _, _) -> failed(problem, session));
        line.getCommandSpec().usageMessage().exitCodeList(exitCodes());
        try {
            int code = line.execute(args);
            session.screen().finish();
            return code;
        } catch (RuntimeException | OutOfMemoryError | StackOverflowError e) {
            return failed(e, session);
        }
    }

    private static void addCommands(CommandLine line, Session session) {
        line.addSubcommand("train", TrainCommand.spec(session));
        addSearches(line, session);
        addRuns(line, session);
        line.addSubcommand("resume", new ResumeCommand(session));
        line.addSubcommand("predict", PredictCommand.spec(session));
        line.addSubcommand("evaluate", EvaluateCommand.spec(session));
        line.addSubcommand("generate", new GenerateCommand(session));
        line.addSubcommand("import", new ImportCommand(session));
        line.addSubcommand("compress", CompressCommand.spec(session));
        line.addSubcommand("summary", new SummaryCommand(session));
        line.addSubcommand("explain", ExplainCommand.spec(session));
        line.addSubcommand("why", new WhyCommand(session));
        line.addSubcommand("check", new CheckCommand(session));
        line.addSubcommand("quiz", new QuizCommand(session));
        line.addSubcommand("init", InitCommand.spec(session));
        line.addSubcommand("sample", new SampleCommand(session));
        line.addSubcommand("plot", PlotCommand.line(session));
        line.addSubcommand("doctor", DoctorCommand.spec(session));
        line.addSubcommand("run", new CommandLine(new RunCommand()).setStopAtPositional(true));
        line.addSubcommand("help", new CommandLine.HelpCommand());
    }

    /// Adds the commands that look for settings or judge them.
    private static void addSearches(CommandLine line, Session session) {
        line.addSubcommand("lr-find", RateCommand.spec(session));
        line.addSubcommand("cross-validate", CrossValidateCommand.spec(session));
        line.addSubcommand("auto", AutoCommand.spec(session));
        line.addSubcommand("tune", TuneCommand.spec(session));
    }

    /// Adds the commands that look at runs and configurations.
    private static void addRuns(CommandLine line, Session session) {
        line.addSubcommand("config", new ConfigCommand(session));
        line.addSubcommand("runs", RunsCommand.line(session));
    }

    private static Map<String, String> exitCodes() {
        Map<String, String> codes = new LinkedHashMap<>();
        for (Exit exit : Exit.values()) {
            codes.put(Integer.toString(exit.code()), exit.meaning());
        }
        return codes;
    }

    private static int misused(ParameterException problem, Session session) {
        CommandLine command = problem.getCommandLine();
        Throwable cause = problem.getCause();
        String text = problem instanceof UnmatchedArgumentException unmatched
                ? unknown(unmatched)
                : cause instanceof IllegalArgumentException && cause.getMessage() != null
                        ? cause.getMessage()
                        : asked(problem, command);
        return told(
                problem,
                session,
                Exit.USAGE,
                text + "; see " + command.getCommandSpec().qualifiedName() + " --help");
    }

    /// The help of a command that is not there is told as a call of it is.
    private static String asked(ParameterException problem, CommandLine command) {
        String message = String.valueOf(problem.getMessage());
        return message.startsWith("Unknown subcommand ") ? noCommand(problem.getValue(), command) : message;
    }

    private static String noCommand(String name, CommandLine gradus) {
        return "gradus: there is no command '" + name + "'"
                + NearestName.suggestion(name, gradus.getSubcommands().keySet());
    }

    private static String unknown(UnmatchedArgumentException problem) {
        String first = problem.getUnmatched().getFirst();
        CommandLine command = problem.getCommandLine();
        if (first.startsWith("-")) {
            String name = first.split("=", 2)[0];
            List<String> known =
                    new ArrayList<>(command.getCommandSpec().optionsMap().keySet());
            return command.getCommandName() + ": there is no option " + name + NearestName.suggestion(name, known);
        }
        return command.getParent() == null
                ? noCommand(first, command)
                : !command.getSubcommands().isEmpty()
                        ? command.getCommandName() + ": there is no plot '" + first + "'"
                                + NearestName.suggestion(
                                        first, command.getSubcommands().keySet())
                        : command.getCommandName() + ": there is nothing to do with '" + first + "'";
    }

    private static int failed(Throwable problem, Session session) {
        return told(problem, session, Exit.of(problem), Exit.message(problem));
    }

    private static int told(Throwable problem, Session session, Exit exit, String text) {
        Screen screen = session.screen();
        screen.problem(text);
        screen.tell(JsonLine.of("error").put("message", text).put("exit", exit.code()));
        if (session.isDebug()) {
            problem.printStackTrace(screen.err());
        }
        return exit.code();
    }

    /// Prints the help.
    @Override
    public void run() {
        spec.commandLine().usage(session.screen().out());
    }
}
