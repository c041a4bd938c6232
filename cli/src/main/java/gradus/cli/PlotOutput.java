package gradus.cli;

import gradus.cli.run.JsonLine;
import gradus.cli.run.Screen;
import gradus.explain.chart.Figure;
import gradus.io.file.AtomicFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/// Where a plot goes: a file, or standard output.
final class PlotOutput {
    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "Write the plot into this file, whole or not at all. Default: standard output.")
    private Optional<Path> out = Optional.empty();

    int write(Figure figure, Screen screen) {
        String svg = figure.svg();
        if (out.isPresent()) {
            AtomicFile.write(out.get(), svg.getBytes(StandardCharsets.UTF_8));
            screen.say(out.get() + ": " + figure.title() + ". " + figure.description());
        } else {
            screen.answer(svg);
        }
        JsonLine line = JsonLine.of("plot").put("title", figure.title()).put("description", figure.description());
        screen.tell(out.isPresent() ? line.put("file", out.get().toString()) : line.put("svg", svg));
        return 0;
    }
}
