package gradus.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/// The command `gradus`.
@Command(name = "gradus", mixinStandardHelpOptions = true, version = "gradus 0.1.0-SNAPSHOT")
public final class Gradus implements Runnable {
    private Gradus() {}

    /// Runs the command line and exits with its status.
    public static void main(String... args) {
        System.exit(new CommandLine(new Gradus()).execute(args));
    }

    /// Prints the help.
    @Override
    public void run() {
        CommandLine.usage(this, System.out);
    }
}
