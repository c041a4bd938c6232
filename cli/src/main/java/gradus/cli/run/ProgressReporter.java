package gradus.cli.run;

import gradus.cli.terminal.Curve;
import gradus.cli.terminal.Curves;
import gradus.cli.terminal.Progress;
import gradus.cli.terminal.Progress.Reading;
import gradus.cli.terminal.ProgressDisplay;
import gradus.nn.train.EpochReport;
import gradus.nn.train.Epochs;
import gradus.nn.train.TrainEvent;
import gradus.nn.train.TrainListener;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Shows people how training goes on.
final class ProgressReporter implements TrainListener {
    private static final int CURVE_HEIGHT = 8;
    private static final double NANOS = 1e9;

    private final Screen screen;
    private final ProgressDisplay display;
    private final long mostSteps;
    private Optional<TrainEvent.Started> start = Optional.empty();
    private List<Reading> measured = List.of();
    private long began;
    private long samples;

    /// @param mostSteps the step after which training ends at the latest; of the epochs only those are counted that
    /// it lets begin
    ProgressReporter(Screen screen, long mostSteps) {
        this.screen = screen;
        this.display = new ProgressDisplay(screen.terminal());
        this.mostSteps = mostSteps;
    }

    @Override
    public void on(TrainEvent event) {
        switch (event) {
            case TrainEvent.Started started -> {
                start = Optional.of(started);
                began = System.nanoTime();
            }
            case TrainEvent.StepDone done -> {
                samples += done.samples();
                long now = System.nanoTime();
                screen.draw(display.update(progress(done.epoch(), done.step(), done.loss(), now), now));
            }
            case TrainEvent.EpochDone done -> {
                EpochReport report = done.report();
                measured = readings(report.validation());
                long now = System.nanoTime();
                screen.draw(
                        display.epochDone(progress(report.epoch(), report.step(), report.trainingLoss(), now), now));
            }
            case TrainEvent.Diverged _, TrainEvent.Finished _ -> screen.draw(display.end());
            case TrainEvent.Evaluated _, TrainEvent.Saved _ -> {}
        }
    }

    private Progress progress(int epoch, long step, double loss, long now) {
        TrainEvent.Started started = start.orElseThrow();
        int stepsPerEpoch = started.plan().stepsPerEpoch();
        int epochs = (int) Math.min(started.plan().epochs(), Math.ceilDiv(mostSteps, (long) stepsPerEpoch));
        long steps = Math.min(mostSteps, (long) epochs * stepsPerEpoch);
        List<Reading> readings = new ArrayList<>();
        readings.add(new Reading("loss", loss));
        readings.addAll(measured);
        double seconds = (now - began) / NANOS;
        // the time left is told from the pace of this process, also where an earlier one did the first steps
        double own = Math.max(1, step - started.step());
        return new Progress(
                epoch,
                epochs,
                step,
                steps,
                readings,
                seconds > 0 ? samples / seconds : 0,
                Duration.ofMillis(Math.round(1000 * seconds * step / own)));
    }

    private static List<Reading> readings(Map<String, Double> validation) {
        return validation.entrySet().stream()
                .limit(2)
                .map(entry -> new Reading("val " + entry.getKey(), entry.getValue()))
                .toList();
    }

    /// Says something that stays, above the bar.
    void message(String text) {
        screen.draw(display.message(text));
    }

    /// Draws the losses of all epochs, or of evenly spaced ones where a long run kept those.
    void curves(List<EpochReport> kept) {
        if (kept.size() < 2) {
            return;
        }
        int spacing = Epochs.spacing(kept.getLast().epoch());
        List<EpochReport> history =
                kept.stream().filter(report -> report.epoch() % spacing == 0).toList();
        String across = spacing == 1 ? "epoch" : "epoch / " + spacing;
        List<Curve> curves = new ArrayList<>();
        curves.add(new Curve(
                "training loss", history.stream().map(EpochReport::trainingLoss).toList()));
        if (history.stream().anyMatch(report -> report.validation().containsKey("loss"))) {
            curves.add(new Curve(
                    "validation loss",
                    history.stream()
                            .map(report -> report.validation().getOrDefault("loss", Double.NaN))
                            .toList()));
        }
        screen.draw("\n" + Curves.text(curves, across, CURVE_HEIGHT, screen.terminal()) + "\n");
    }
}
