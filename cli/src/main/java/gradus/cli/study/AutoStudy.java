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
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// Tries the candidates for a table one after another, each recorded as it ends, and joins them.
public final class AutoStudy {
    private static final double NANOS = 1e9;
    private static final int ASKED = 200;

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

    /// Trains what is not recorded yet, while there is time; a candidate gets at most half of the time that is
    /// left, so
    /// that one cannot take all.
    ///
    /// @return false if a signal ended it
    public boolean train(Budget budget, Worker worker) {
        for (TableCandidate candidate : TableCandidates.of(split, key)) {
            Duration left = budget.left(folder);
            if (isRecorded(candidate.name()) || left.isZero()) {
                continue;
            }
            if (worker.isInterrupted()) {
                return false;
            }
            worker.within(left.dividedBy(2));
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
            worker.forget(candidate.name());
            screen.tell(outcome);
        }
        return !worker.isInterrupted();
    }

    private boolean isRecorded(String name) {
        return folder.outcomes().stream()
                .anyMatch(outcome -> outcome.path("name").asString("").equals(name));
    }

    /// Keeps the model of a candidate and gives why its training ended; empty if a signal ended it.
    private Optional<String> tried(TableCandidate candidate, Worker worker) {
        return switch (candidate) {
            case TableCandidate.Solved solved -> {
                solved.solve().get().save(folder.model(candidate.name()));
                yield Optional.of("solved");
            }
            case TableCandidate.Trained trained -> {
                Optional<TableRun> run = worker.train(candidate.name(), trained.training());
                run.ifPresent(done -> done.model().save(folder.model(candidate.name())));
                yield run.map(done -> done.run().reason() == StopReason.INTERRUPTED
                        ? "out of time"
                        : done.run().reason().toString());
            }
        };
    }

    /// A candidate with its place in the list of the best.
    ///
    /// @param judged its model and out-of-fold answers
    /// @param error by which it is ranked
    /// @param seconds how long it took
    /// @param ended why its training ended
    public record Place(JudgedModel judged, double error, double seconds, String ended) {}

    /// Gives the candidates that came to a model, in the order of their trial.
    public List<Place> places() {
        List<Place> places = new ArrayList<>();
        for (JsonNode outcome : folder.outcomes()) {
            String name = outcome.path("name").asString("");
            String ended = outcome.path("ended").asString("");
            if (!ended.equals("diverged")) {
                JudgedModel judged = JudgedModel.of(name, TableModel.load(folder.model(name)), split, key);
                places.add(new Place(
                        judged,
                        TableBlend.error(judged),
                        outcome.path("seconds").asDouble(0),
                        ended));
            }
        }
        return places;
    }

    /// Gives the time that the answer for a single row takes, in milliseconds: the median of 200 rows, asked one by
    /// one.
    public double latency(TableModel model) {
        long[] nanos = new long[ASKED];
        int rows = split.train().table().rowCount();
        for (int i = -ASKED; i < ASKED; i++) {
            Row row = split.train().table().row(Math.floorMod(i, rows));
            long begun = System.nanoTime();
            model.predict(row);
            if (i >= 0) {
                nanos[i] = System.nanoTime() - begun;
            }
        }
        Arrays.sort(nanos);
        return nanos[ASKED / 2] / 1e6;
    }
}
