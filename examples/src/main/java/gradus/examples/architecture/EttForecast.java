package gradus.examples.architecture;

import gradus.core.tensor.Tensor;
import gradus.core.type.Key;
import gradus.nn.data.Table;
import gradus.nn.data.series.Series;
import gradus.nn.data.series.SeriesSplit;
import gradus.nn.data.series.SeriesWindows;
import gradus.nn.data.series.Windows;
import gradus.nn.layer.Context;
import gradus.nn.layer.Layer;
import gradus.nn.layer.Linear;
import gradus.nn.loss.Loss;
import gradus.nn.optim.Adam;
import gradus.nn.optim.Schedule;
import gradus.nn.train.Goal;
import gradus.nn.train.Scorer;
import gradus.nn.train.Training;
import java.io.PrintStream;

/// A forecast of seven series of an electricity transformer, 96 hours from the 336 before, by one linear map that
/// all series share and that sees each less its last value (NLinear, Zeng et al. 2023), with the rate, its halving
/// after each epoch, the patience and the batch of that paper.
final class EttForecast {
    private EttForecast() {}

    /// `x` without its last value through a linear map over time, the last value added back.
    record LessLast(Linear map) implements Layer {
        @Override
        public Tensor forward(Tensor x, Context context) {
            Tensor last = x.slice(1, x.size(1) - 1, x.size(1)); // [batch, 1, channels]
            Tensor moved = x.subtract(last).transpose(); // [batch, channels, time]
            return map.forward(moved, context).transpose().add(last);
        }
    }

    static Result run(Folders folders, Effort effort, PrintStream out) {
        Series series = Series.of(Table.readCsv(folders.data().resolve("ett/ETTh1.csv")));
        SeriesSplit split = SeriesSplit.ofLengths(series, 12 * 30 * 24, 4 * 30 * 24, 4 * 30 * 24);
        Windows windows = Windows.of(336, 96);
        SeriesWindows train = split.train(windows);
        long updates = Math.ceilDiv(train.size(), 32);
        Goal<Layer> goal = Goal.of(Loss.MEAN_SQUARED_ERROR);
        LessLast trained = Training.of(new LessLast(Linear.of(336, 96, Key.of(1))), train, Loss.MEAN_SQUARED_ERROR)
                .optimizer(Adam.of(5e-3).schedule(new Schedule.StepDecay(5e-3, updates, 0.5)))
                .batchSize(32)
                .epochs(effort.epochs(10))
                .earlyStopping(3)
                .validation(split.validation(windows))
                .seed(1)
                .listener(Lines.to(out))
                .fit()
                .network();
        double error = goal.measure(trained, split.test(windows), Scorer.none()).get("loss");
        return Result.atMost(0.40, "mean squared error of the standardised test series", error);
    }
}
