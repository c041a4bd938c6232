package gradus.cli;

import gradus.explain.step.Focus;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Option;

/// The flags that say what of a step is shown line by line.
final class FocusFlags {
    private static final Pattern WEIGHT = Pattern.compile("([^\\[\\]]+)\\[(\\d+(?:\\s*,\\s*\\d+)*)]");

    @Option(
            names = "--layer",
            paramLabel = "PATH",
            description = "Only this layer or parameter and the way to the loss, such as layers.0.")
    private Optional<String> layer = Optional.empty();

    @Option(names = "--neuron", paramLabel = "NUMBER", description = "Only this unit of the layer, counted from 1.")
    private Optional<Integer> neuron = Optional.empty();

    @Option(
            names = "--weight",
            paramLabel = "PATH[I,J]",
            description = "Only this weight, counted from 1, such as layers.0.weight[2,1].")
    private Optional<String> weight = Optional.empty();

    @Option(names = "--time", paramLabel = "NUMBER", description = "Only this time step of recurrent layers, from 1.")
    private Optional<Integer> time = Optional.empty();

    @Option(names = "--lines", paramLabel = "NUMBER", description = "The most lines of a section of a large network.")
    private int lines = Focus.LINES;

    @Option(names = "--terms", paramLabel = "NUMBER", description = "The most terms of a sum.")
    private int terms = Focus.TERMS;

    @Option(names = "--all", description = "Everything line by line, however long the document becomes.")
    private boolean all;

    Focus focus() {
        Focus focus = Focus.defaults().withLines(lines).withTerms(terms);
        if (all) {
            focus = focus.all();
        }
        if (weight.isPresent() && (layer.isPresent() || neuron.isPresent())) {
            throw new IllegalArgumentException("--weight: it names its layer itself; leave --layer and --neuron out");
        }
        if (neuron.isPresent() && layer.isEmpty()) {
            throw new IllegalArgumentException("--neuron: a unit belongs to a layer; name it by --layer");
        }
        if (weight.isPresent()) {
            focus = onWeight(focus, weight.get());
        }
        if (layer.isPresent()) {
            focus = focus.onLayer(layer.get());
        }
        if (neuron.isPresent()) {
            focus = focus.onUnit(neuron.get());
        }
        return time.isPresent() ? focus.onTime(time.get()) : focus;
    }

    private static Focus onWeight(Focus focus, String text) {
        Matcher matcher = WEIGHT.matcher(text.strip());
        if (!matcher.matches()) {
            throw new IllegalArgumentException("--weight: it must be the path of a parameter and indices counted from"
                    + " 1, such as layers.0.weight[2,1], got " + text);
        }
        List<Integer> indices = Arrays.stream(matcher.group(2).split(","))
                .map(index -> Integer.valueOf(index.strip()))
                .toList();
        return focus.onLayer(matcher.group(1).strip()).onWeight(indices);
    }
}
