package gradus.cli.run;

import gradus.nn.train.EpochReport;
import gradus.nn.train.TrainEvent;
import java.time.Instant;
import java.util.Locale;

/// Tells events of training as lines of JSON.
final class EventLines {
    private EventLines() {}

    /// Gives the line of an event.
    ///
    /// @param seconds the time since this process began to train
    static JsonLine of(TrainEvent event, double seconds) {
        JsonLine line = switch (event) {
            case TrainEvent.Started started -> started(started);
            case TrainEvent.StepDone done ->
                JsonLine.of("step")
                        .put("step", done.step())
                        .put("epoch", done.epoch())
                        .put("loss", done.loss())
                        .put("learningRate", done.learningRate());
            case TrainEvent.EpochDone done -> epoch(done.report()).truth("best", done.best());
            case TrainEvent.Evaluated measured ->
                JsonLine.of("evaluated").put("data", measured.data()).put("values", measured.values());
            case TrainEvent.Saved saved ->
                JsonLine.of("saved").put("step", saved.step()).put("file", saved.place());
            case TrainEvent.Diverged diverged ->
                JsonLine.of("diverged").put("step", diverged.step()).put("tensor", diverged.tensor());
            case TrainEvent.Finished finished ->
                JsonLine.of("finished")
                        .put("step", finished.step())
                        .put("reason", finished.reason().name().toLowerCase(Locale.ROOT));
        };
        return line.put("seconds", Math.round(seconds * 1000) / 1000.0);
    }

    private static JsonLine started(TrainEvent.Started started) {
        TrainEvent.Outline plan = started.plan();
        return JsonLine.of("started")
                .put("step", started.step())
                .put("parameters", plan.parameters())
                .put("samples", plan.samples())
                .put("validationSamples", plan.validationSamples())
                .put("batchSize", plan.batchSize())
                .put("stepsPerEpoch", plan.stepsPerEpoch())
                .put("epochs", plan.epochs())
                .put("backend", plan.backend())
                .put("time", Instant.now().toString());
    }

    private static JsonLine epoch(EpochReport report) {
        JsonLine line = JsonLine.of("epoch")
                .put("epoch", report.epoch())
                .put("step", report.step())
                .put("learningRate", report.learningRate())
                .put("trainingLoss", report.trainingLoss());
        JsonLine measured = report.measures().isEmpty() ? line : line.put("training", report.measures());
        return measured.put("validation", report.validation());
    }
}
