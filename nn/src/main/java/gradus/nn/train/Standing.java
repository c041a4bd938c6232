package gradus.nn.train;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Where a run stands, as numbers that move: [Progress] is a picture of it. A step costs the same after a million
/// epochs as after one.
final class Standing {
    private final Epochs history;
    private long step;
    private int epoch;
    private int batch;
    private Total loss;
    private final Map<String, Total> measures;
    private Watch watch;

    Standing(Progress progress) {
        history = new Epochs(progress.history());
        step = progress.step();
        epoch = progress.epoch();
        batch = progress.batch();
        loss = progress.loss();
        measures = new LinkedHashMap<>(progress.measures());
        watch = progress.watch();
    }

    /// Gives the picture of this moment.
    Progress progress() {
        return new Progress(step, epoch, batch, loss, measures, watch, history.kept());
    }

    /// Gives how many updates were done.
    long step() {
        return step;
    }

    /// Gives the current epoch, from 0.
    int epoch() {
        return epoch;
    }

    /// Gives how many batches of this epoch were done.
    int batch() {
        return batch;
    }

    Watch watch() {
        return watch;
    }

    /// Gives the report of the last epoch, if this is the moment after it.
    Optional<EpochReport> epochJustDone() {
        return batch > 0 ? Optional.empty() : history.last();
    }

    /// Gives the mean of the sample losses of this epoch so far, 0 if none counts.
    double meanLoss() {
        return loss.mean();
    }

    /// Gives the means of what else was measured in this epoch so far.
    Map<String, Double> means() {
        Map<String, Double> means = new LinkedHashMap<>();
        measures.forEach((name, total) -> means.put(name, total.mean()));
        return means;
    }

    void stepDone(double sum, double count) {
        step++;
        batch++;
        loss = loss.plus(sum, count);
    }

    /// Adds what a step measured besides the loss.
    void measured(String name, double sum, double count) {
        measures.merge(name, new Total(sum, count), (old, more) -> old.plus(more.sum(), more.count()));
    }

    void normsMeasured(double gradientNorm, double stepNorm) {
        watch = watch.withNorms(gradientNorm, stepNorm);
    }

    /// Adds what was measured here to another and forgets it.
    void moveMeasuresTo(Standing other) {
        measures.forEach((name, total) -> other.measured(name, total.sum(), total.count()));
        measures.clear();
    }

    /// Says whether all updates since measuring began were left out.
    boolean isSkipped() {
        Total skipped = measures.get(Guard.SKIPPED);
        return skipped != null && skipped.mean() == 1;
    }

    /// Forgets what was measured.
    void forgetMeasures() {
        measures.clear();
    }

    /// Begins the next epoch.
    void epochDone(EpochReport report, Stopping stopping) {
        double previous = history.last().map(EpochReport::decisive).orElse(Double.NaN);
        int bestBefore = watch.bestEpoch();
        watch = watch.next(report, previous, stopping);
        history.add(report, bestBefore, watch.bestEpoch());
        epoch++;
        batch = 0;
        loss = new Total(0, 0);
        measures.clear();
    }
}
