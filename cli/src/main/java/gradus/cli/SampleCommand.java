package gradus.cli;

import gradus.cli.terminal.Invocation;
import gradus.core.type.Key;
import gradus.io.file.AtomicFile;
import gradus.nn.data.samples.SampleSet;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `gradus sample`.
@Command(
        name = "sample",
        mixinStandardHelpOptions = true,
        description = "Makes a table up by a formula: spirals, moons, circles, xor, sine, polynomial or digits.")
final class SampleCommand implements Callable<Integer> {
    private final Session session;

    @Parameters(
            paramLabel = "SET",
            arity = "0..1",
            description = "Which table; without it all are listed with their formulas.")
    private Optional<String> set = Optional.empty();

    @Option(names = "--rows", paramLabel = "N", description = "The number of rows. Default: 300.")
    private int rows = 300;

    @Option(names = "--seed", paramLabel = "S", description = "The source of all that is random. Default: 0.")
    private long seed;

    @Option(names = "--out", paramLabel = "FILE", description = "Where to write. Default: standard output.")
    private Optional<Path> out = Optional.empty();

    SampleCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        if (set.isEmpty()) {
            Arrays.stream(SampleSet.values())
                    .forEach(each -> session.screen()
                            .answer(each.title() + "\n" + each.description().indent(2)));
            return 0;
        }
        SampleSet chosen = SampleSet.named(set.get());
        Stream<List<String>> cells = chosen.rows(rows, Key.of(seed));
        if (out.isPresent()) {
            AtomicFile.write(out.get(), stream -> write(stream, chosen, cells));
            session.screen()
                    .say(out.get() + ": " + rows + " rows; next: " + Invocation.name() + " train " + out.get()
                            + " --target " + chosen.target());
        } else {
            Csv.print(session.screen(), stream -> write(stream, chosen, cells));
        }
        return 0;
    }

    private static void write(OutputStream stream, SampleSet set, Stream<List<String>> rows) throws IOException {
        StringBuilder text = new StringBuilder();
        Csv.line(text, set.columns());
        for (List<String> row : (Iterable<List<String>>) rows::iterator) {
            Csv.line(text, row);
            if (text.length() > Csv.CHUNK) {
                stream.write(text.toString().getBytes(StandardCharsets.UTF_8));
                text.setLength(0);
            }
        }
        stream.write(text.toString().getBytes(StandardCharsets.UTF_8));
    }
}
