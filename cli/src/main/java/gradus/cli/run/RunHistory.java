package gradus.cli.run;

import gradus.core.type.FormatException;
import gradus.explain.chart.Figure;
import gradus.explain.plot.LayerMoment;
import gradus.explain.plot.LossPlot;
import gradus.io.file.FileProblem;
import gradus.io.json.Json;
import gradus.nn.optim.PathPattern;
import gradus.nn.train.EpochReport;
import gradus.nn.train.Epochs;
import gradus.nn.train.StopReason;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import tools.jackson.databind.JsonNode;

/// What the events of a run tell: its epochs, some of its updates, its end, and its layers where they were looked at.
/// Steps that a later
/// process did anew count once.
public final class RunHistory {
    private static final double MILLIS = 1000;
    private static final String STARTED = "{\"event\":\"started\"";
    private static final String INTERRUPTED = StopReason.INTERRUPTED.name().toLowerCase(Locale.ROOT);

    private final Path folder;
    private final List<EpochReport> epochs = new ArrayList<>();
    private final List<LayerMoment> moments = new ArrayList<>();
    private final Map<Long, Double> steps = new LinkedHashMap<>();
    private final List<Told> findings = new ArrayList<>();
    private List<String> examined = List.of();
    private OptionalLong diverged = OptionalLong.empty();
    private String backend = "";
    private long done;
    private final List<Integer> bests = new ArrayList<>();
    private int bestEpoch;
    private Optional<Instant> began = Optional.empty();
    private double before;
    private double seconds;
    private RunState state = RunState.STOPPED;
    private String end = "It has not come to an end.";

    private RunHistory(Path folder) {
        this.folder = folder;
    }

    /// Reads the events of a run.
    ///
    /// @throws FormatException if there are none, or a line is not one of them
    public static RunHistory read(RunFolder run) {
        RunHistory history = new RunHistory(run.path());
        Path file = run.events();
        try {
            List<String> lines = new String(Files.readAllBytes(file), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
            for (int i = 0; i < lines.size(); i++) {
                history.add(lines, i, file);
            }
        } catch (IOException e) {
            throw FileProblem.reading(file, e);
        }
        return history;
    }

    /// A process that was killed may have left half a line, at the end or before a later process began.
    private void add(List<String> lines, int at, Path file) {
        JsonNode line;
        try {
            line = Json.parse(lines.get(at), file + ", line " + (at + 1));
        } catch (FormatException e) {
            boolean torn = at == lines.size() - 1 || lines.get(at + 1).startsWith(STARTED);
            if (!torn) {
                throw e;
            }
            return;
        }
        add(line);
    }

    private void add(JsonNode line) {
        done = Math.max(done, line.path("step").asLong(0));
        seconds = line.path("seconds").asDouble(seconds);
        switch (line.path("event").asString("")) {
            case "started" -> {
                began = began.or(() -> instant(line.path("time").asString("")));
                goOnFrom(line.path("step").asLong());
                backend = line.path("backend").asString("");
            }
            case "step" ->
                steps.put(line.path("step").asLong(), line.path("loss").asDouble(Double.NaN));
            case "epoch" -> {
                epochs.add(report(line));
                if (line.path("best").asBoolean(false)) {
                    bestEpoch = epochs.getLast().epoch();
                    bests.add(bestEpoch);
                }
            }
            case "finding" -> findings.add(Told.of(line));
            case "diagnosis" ->
                examined = line.path("examined")
                        .valueStream()
                        .map(JsonNode::stringValue)
                        .toList();
            case "layers" -> moments.add(LayerLines.moment(line));
            case "finished" -> {
                String reason = line.path("reason").asString("");
                state = reason.equals(INTERRUPTED) ? RunState.STOPPED : RunState.FINISHED;
                end = "It ended because " + reason(reason) + ".";
            }
            case "diverged" -> {
                state = RunState.DIVERGED;
                diverged = OptionalLong.of(line.path("step").asLong());
                end = "It diverged in step " + line.path("step").asLong() + ": “"
                        + line.path("tensor").asString("") + "” stopped being finite.";
            }
            default -> {} // checkpoints and measurements have no part in this
        }
    }

    private void goOnFrom(long step) {
        epochs.removeIf(report -> report.step() > step);
        steps.keySet().removeIf(told -> told > step);
        findings.clear();
        examined = List.of();
        diverged = OptionalLong.empty();
        done = step;
        int last = epochs.isEmpty() ? 0 : epochs.getLast().epoch();
        moments.removeIf(moment -> moment.epoch() > last);
        bestEpoch = bests.stream().filter(epoch -> epoch <= last).reduce(0, (_, later) -> later);
        before += seconds;
        seconds = 0;
        state = RunState.STOPPED;
        end = "It has not come to an end.";
    }

    private static Optional<Instant> instant(String text) {
        try {
            return text.isEmpty() ? Optional.empty() : Optional.of(Instant.parse(text));
        } catch (DateTimeParseException _) {
            return Optional.empty();
        }
    }

    private static EpochReport report(JsonNode line) {
        return new EpochReport(
                line.path("epoch").asInt(),
                line.path("step").asLong(),
                line.path("learningRate").asDouble(Double.NaN),
                line.path("trainingLoss").asDouble(Double.NaN),
                numbers(line.path("training")),
                numbers(line.path("validation")),
                Double.NaN);
    }

    private static Map<String, Double> numbers(JsonNode node) {
        Map<String, Double> numbers = new LinkedHashMap<>();
        node.properties()
                .forEach(entry -> numbers.put(entry.getKey(), entry.getValue().asDouble(Double.NaN)));
        return numbers;
    }

    private static String reason(String name) {
        for (StopReason reason : StopReason.values()) {
            if (reason.name().toLowerCase(Locale.ROOT).equals(name)) {
                return reason.toString();
            }
        }
        return name;
    }

    /// Gives the epochs, in order.
    public List<EpochReport> epochs() {
        return List.copyOf(epochs);
    }

    /// Gives the report of the best epoch; empty if no epoch was good.
    public Optional<EpochReport> best() {
        return Epochs.find(epochs, bestEpoch);
    }

    /// Gives where the run stood when its last event was written: a run that has not come to an end counts as
    /// stopped.
    RunState state() {
        return state;
    }

    /// Gives when it first began, where its events tell.
    Optional<Instant> began() {
        return began;
    }

    /// Gives how long all processes together trained.
    Duration trained() {
        return Duration.ofMillis(Math.round(MILLIS * (before + seconds)));
    }

    /// Gives the plot of the losses.
    public Figure losses() {
        return LossPlot.of(epochs, bestEpoch, end);
    }

    /// Gives how training ended, in a sentence.
    public String end() {
        return end;
    }

    /// A finding of the doctor, as the run wrote it down.
    ///
    /// @param severity how much it matters
    /// @param id its name
    /// @param place where
    /// @param evidence what was measured
    /// @param cure what to do
    record Told(String severity, String id, String place, String evidence, String cure) {
        private static Told of(JsonNode line) {
            return new Told(
                    line.path("severity").asString(""),
                    line.path("id").asString(""),
                    line.path("place").asString(""),
                    line.path("evidence").asString(""),
                    line.path("cure").asString(""));
        }
    }

    /// Gives what the doctor found when the run ended.
    List<Told> findings() {
        return findings;
    }

    /// Gives what the doctor examined when the run ended; empty if it was not asked.
    List<String> examined() {
        return examined;
    }

    /// Gives the loss of an update, if the run wrote it down; a run writes down one a second at most.
    OptionalDouble loss(long step) {
        Double loss = steps.get(step);
        return loss == null ? OptionalDouble.empty() : OptionalDouble.of(loss);
    }

    /// Gives the update in which a number was seen that is not finite, if the run ended so.
    OptionalLong diverged() {
        return diverged;
    }

    /// Gives how many updates the run told of.
    long done() {
        return done;
    }

    /// Gives what the run ran on.
    String backend() {
        return backend;
    }

    /// Says whether layers were looked at.
    public boolean hasMoments() {
        return !moments.isEmpty();
    }

    /// Gives what was seen of the parameters whose paths fit.
    ///
    /// @throws FormatException if nothing was seen, or no path fits
    public List<LayerMoment> moments(PathPattern pattern) {
        if (moments.isEmpty()) {
            throw new FormatException("plot " + folder + ": the run must have looked at its layers, but it was trained"
                    + " without --histograms; train with it, or plot the weights of " + folder.resolve("model.gradus"));
        }
        pattern.requireSome("--layer", moments.getFirst().parameters().keySet());
        return moments.stream().map(moment -> chosen(moment, pattern)).toList();
    }

    private static LayerMoment chosen(LayerMoment moment, PathPattern pattern) {
        Map<String, LayerMoment.Numbers> chosen = new LinkedHashMap<>(moment.parameters());
        chosen.keySet().removeIf(path -> !pattern.matches(path));
        return new LayerMoment(moment.epoch(), chosen);
    }
}
