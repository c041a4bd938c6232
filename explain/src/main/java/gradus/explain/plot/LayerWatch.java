package gradus.explain.plot;

import gradus.core.tensor.Tensor;
import gradus.core.type.Literal;
import gradus.explain.chart.Histogram;
import gradus.nn.train.BatchGradients;
import gradus.nn.train.TrainEvent;
import gradus.nn.train.TrainListener;
import gradus.nn.train.Training;
import gradus.nn.train.Weights;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// Looks at weights, gradients and updates of each parameter at the end of every epoch, and tells what it saw. It
/// changes no number of the training; it takes the time of one more pass over a batch, and the memory of two copies of
/// the weights.
///
/// {@snippet file="PlotSnippets.java" region="LayerWatch"}
public final class LayerWatch implements TrainListener {
    private final BatchGradients<?> gradients;
    private final Consumer<LayerMoment> hearer;
    private Optional<TrainEvent.Started> started = Optional.empty();
    private Optional<Weights> before = Optional.empty();

    private LayerWatch(BatchGradients<?> gradients, Consumer<LayerMoment> hearer) {
        this.gradients = gradients;
        this.hearer = hearer;
    }

    /// Gives a watch over a training, to be added to it as a listener.
    ///
    /// @param hearer hears what was seen after each epoch
    public static LayerWatch of(Training<?, ?> training, Consumer<LayerMoment> hearer) {
        return new LayerWatch(BatchGradients.of(training), hearer);
    }

    @Override
    public void on(TrainEvent event) {
        switch (event) {
            case TrainEvent.Started begin -> {
                started = Optional.of(begin);
                before = beforeLast(begin.step());
            }
            case TrainEvent.StepDone done
            when stepsPerEpoch() > 1 -> before = beforeLast(done.step()).or(() -> before);
            case TrainEvent.EpochDone done ->
                weights().ifPresent(source -> {
                    Weights now = source.get();
                    hearer.accept(moment(done.report().epoch(), now));
                    before = beforeLast(done.report().step());
                });
            case TrainEvent.StepDone _,
                    TrainEvent.Evaluated _,
                    TrainEvent.Saved _,
                    TrainEvent.Diverged _,
                    TrainEvent.Finished _ -> {}
        }
    }

    private Optional<Supplier<Weights>> weights() {
        return started.map(TrainEvent.Started::weights);
    }

    private int stepsPerEpoch() {
        return started.map(begin -> begin.plan().stepsPerEpoch()).orElse(1);
    }

    /// Keeps the weights before the last update of an epoch.
    private Optional<Weights> beforeLast(long step) {
        long perEpoch =
                started.map(begin -> (long) begin.plan().stepsPerEpoch()).orElse(1L);
        return step % perEpoch == perEpoch - 1 ? weights().map(Supplier::get) : Optional.empty();
    }

    private LayerMoment moment(int epoch, Weights now) {
        Map<String, Tensor> slopes = gradients.at(now);
        Map<String, LayerMoment.Numbers> parameters = new LinkedHashMap<>();
        now.parameters().forEach((path, value) -> {
            double[] weights = numbers(value);
            Tensor slope = slopes.getOrDefault(path, Tensor.zeros(0));
            double ratio = before.flatMap(
                            old -> Optional.ofNullable(old.parameters().get(path)))
                    .map(old -> ratio(weights, old))
                    .orElse(Double.NaN);
            parameters.put(
                    path, new LayerMoment.Numbers(Histogram.of(weights), Histogram.of(slope.toDoubles()), ratio));
        });
        return new LayerMoment(epoch, parameters);
    }

    private static double[] numbers(Literal literal) {
        return Tensor.of(literal).toDoubles();
    }

    /// Gives ‖now − old‖ / ‖old‖; NaN where all weights were 0.
    private static double ratio(double[] now, Literal old) {
        double change = 0;
        double size = 0;
        for (int i = 0; i < now.length; i++) {
            double was = old.get(i);
            change += (now[i] - was) * (now[i] - was);
            size += was * was;
        }
        return size == 0 ? Double.NaN : Math.sqrt(change / size);
    }
}
