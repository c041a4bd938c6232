package gradus.cli.study;

import gradus.cli.run.JsonLine;
import gradus.cli.run.Screen;
import gradus.core.type.DivergedException;
import gradus.core.type.Key;
import gradus.nn.data.Row;
import gradus.nn.data.TableSplit;
import gradus.nn.train.JudgedModel;
import gradus.nn.train.StopReason;
import gradus.nn.train.TableBlend;
import gradus.nn.train.TableCandidate;
import gradus.nn.train.TableCandidates;
import gradus.nn.train.TableModel;
import gradus.nn.train.TableRun;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// Tries the candidates for a table one after another, each recorded as it ends, and joins them.
public final class AutoStudy {
    private static final double NANOS = 1e9;
    private static final int ASKED = 200;
    private static final double PATIENCE = 0.5;
    private static final String OUT_OF_TIME = "out of time";

    private final TableSplit split;
    private final Key key;
    private final StudyFolder folder;
    private final Screen screen;

    /// @param split the rows
    /// @param key the source of all that is random
    public AutoStudy(TableSplit split, Key key, StudyFolder folder, Screen screen) {
        this.split = split;
        this.key = key;
        this.folder = folder;
        this.screen = screen;
    }

    /// Trains while there is time: first what was not tried yet, each with a little more than its share of the time
    /// that is left, so that none takes the turn of another; then what was out of time goes on from where it was.
    ///
    /// @return false if a signal ended it
    public boolean train(Budget budget, Worker worker) {
        List<TableCandidate> candidates = TableCandidates.of(split, key);
        List<TableCandidate> open = open(candidates);
        while (!open.isEmpty() && !budget.left(folder).isZero()) {
            for (int i = 0; i < open.size() && !budget.left(folder).isZero(); i++) {
                // what is solved at once has nothing to show for half of the time
                worker.within(
                        open.get(i) instanceof TableCandidate.Solved
                                ? budget.left(folder)
                                : budget.share(folder, open.size() - i));
                if (worker.isInterrupted() || !recorded(open.get(i), worker)) {
                    return false;
                }
            }
            open = open(candidates);
        }
        return !worker.isInterrupted();
    }

    /// The candidates that were not tried yet; where there are none, those that were out of time.
    private List<TableCandidate> open(List<TableCandidate> candidates) {
        Map<String, JsonNode> last = last();
        List<TableCandidate> untried = candidates.stream()
                .filter(candidate -> !last.containsKey(candidate.name()))
                .toList();
        return !untried.isEmpty()
                ? untried
                : candidates.stream()
                        .filter(candidate -> Optional.ofNullable(last.get(candidate.name()))
                                .filter(outcome -> ended(outcome).equals(OUT_OF_TIME))
                                .isPresent())
                        .toList();
    }

    /// The last outcome of each candidate, in the order of their first trial.
    private Map<String, JsonNode> last() {
        Map<String, JsonNode> last = new LinkedHashMap<>();
        folder.outcomes().forEach(outcome -> last.put(outcome.path("name").asString(""), outcome));
        return last;
    }

    private static String ended(JsonNode outcome) {
        return outcome.path("ended").asString("");
    }

    /// Tries a candidate and records what it came to; false if a signal ended it.
    private boolean recorded(TableCandidate candidate, Worker worker) {
        long begun = System.nanoTime();
        screen.say(candidate.name() + ": " + candidate.words());
        String ended;
        try {
            Optional<String> end = tried(candidate, worker);
            if (end.isEmpty()) {
                return false;
            }
            ended = end.get();
        } catch (DivergedException e) {
            ended = "diverged";
        }
        JsonLine outcome = JsonLine.of("candidate")
                .put("name", candidate.name())
                .put("ended", ended)
                .put("seconds", (System.nanoTime() - begun) / NANOS);
        folder.record(outcome);
        if (!ended.equals(OUT_OF_TIME)) {
            worker.forget(candidate.name());
        }
        screen.tell(outcome);
        return true;
    }

    /// Keeps the model of a candidate and gives why its training ended; empty if a signal ended it.
    private Optional<String> tried(TableCandidate candidate, Worker worker) {
        return switch (candidate) {
            case TableCandidate.Solved solved -> {
                Optional<TableModel> model = solved.solve().apply(worker::isOver);
                model.ifPresent(done -> done.save(folder.model(candidate.name())));
                yield model.isPresent()
                        ? Optional.of("solved")
                        : worker.isInterrupted() ? Optional.empty() : Optional.of(OUT_OF_TIME);
            }
            case TableCandidate.Trained trained -> {
                Optional<TableRun> run = worker.train(candidate.name(), trained.training());
                run.ifPresent(done -> done.model().save(folder.model(candidate.name())));
                yield run.map(done -> done.run().reason() == StopReason.INTERRUPTED
                        ? OUT_OF_TIME
                        : done.run().reason().toString());
            }
        };
    }

    /// A candidate with its place in the list of the best.
    ///
    /// @param judged its model and out-of-fold answers
    /// @param error by which it is ranked
    /// @param seconds how long it took in all
    /// @param ended why its training ended
    public record Place(JudgedModel judged, double error, double seconds, String ended) {}

    /// Gives the candidates that came to a model, in the order of their trial.
    public List<Place> places() {
        List<Place> places = new ArrayList<>();
        last().forEach((name, outcome) -> {
            if (Files.exists(folder.model(name))) {
                JudgedModel judged = JudgedModel.of(name, TableModel.load(folder.model(name)), split, key);
                places.add(new Place(judged, TableBlend.error(judged), seconds(name), ended(outcome)));
            }
        });
        return places;
    }

    private double seconds(String name) {
        return folder.outcomes().stream()
                .filter(outcome -> outcome.path("name").asString("").equals(name))
                .mapToDouble(outcome -> outcome.path("seconds").asDouble(0))
                .sum();
    }

    /// Gives the time that the answer for a single row takes, in milliseconds: the median of up to 200 rows, asked
    /// one by one for at most half a second, after as many that are not counted.
    public double latency(TableModel model) {
        answerTimes(model);
        double[] nanos = answerTimes(model);
        Arrays.sort(nanos);
        return nanos[nanos.length / 2] / 1e6;
    }

    private double[] answerTimes(TableModel model) {
        List<Double> nanos = new ArrayList<>();
        int rows = split.train().table().rowCount();
        long first = System.nanoTime();
        while (nanos.isEmpty() || nanos.size() < ASKED && System.nanoTime() - first < PATIENCE * NANOS) {
            Row row = split.train().table().row(nanos.size() % rows);
            long begun = System.nanoTime();
            model.predict(row);
            nanos.add((double) (System.nanoTime() - begun));
        }
        return nanos.stream().mapToDouble(Double::doubleValue).toArray();
    }
}
