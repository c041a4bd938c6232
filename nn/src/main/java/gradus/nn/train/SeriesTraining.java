package gradus.nn.train;

import gradus.core.type.Key;
import gradus.core.type.Shape;
import gradus.nn.data.series.SeriesSplit;
import gradus.nn.data.series.SeriesWindows;
import gradus.nn.data.series.Windows;
import gradus.nn.layer.Architecture;
import gradus.nn.layer.FromLastValue;
import gradus.nn.layer.Layer;
import gradus.nn.layer.PickChannels;
import gradus.nn.layer.Sequential;
import gradus.nn.loss.Loss;
import gradus.nn.network.PerChannel;
import gradus.nn.optim.Adam;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Training of forecasts: mean squared error of the standardised numbers, Adam at 10⁻³, batches of 32 windows, ended by
/// an eighth of the epochs without improvement on the validation part. Short series get more epochs, 20 to 1000.
///
/// The network sees a window less its last values and gives the change from them ([FromLastValue]). A plan that is
/// [PerChannel] sees the targets only, each alone.
final class SeriesTraining {
    private static final double RATE = 1e-3;
    private static final int BATCH = 32;
    private static final int SAMPLES = 100_000;
    private static final int FEWEST_EPOCHS = 20;
    private static final int MOST_EPOCHS = 1000;

    private SeriesTraining() {}

    static Training<Layer, TrainedModel<SeriesModel>> of(Architecture architecture, SeriesSplit data, Windows windows) {
        SeriesInput input = SeriesInput.of(data.scaling(), windows);
        SeriesWindows train = data.train(windows);
        int epochs = Math.clamp(SAMPLES / train.size(), FEWEST_EPOCHS, MOST_EPOCHS);
        Training.Subject<Layer, TrainedModel<SeriesModel>> subject = new Training.Subject<>(
                (Key key) -> network(architecture, input, key),
                (run, settings, _) -> finished(run, settings, architecture, data, input, windows));
        Training<Layer, TrainedModel<SeriesModel>> training = Training.of(
                        subject, train, Goal.of(Loss.MEAN_SQUARED_ERROR))
                .optimizer(Adam.of(RATE))
                .batchSize(Math.min(BATCH, train.size()))
                .stopping(Stopping.afterEpochs(epochs));
        return data.validationEnd() == data.trainEnd()
                ? training
                : training.earlyStopping(Math.max(4, epochs / 8)).validation(data.validation(windows));
    }

    private static Layer network(Architecture architecture, SeriesInput input, Key key) {
        int channels = input.scaling().names().size();
        List<Integer> places = input.places();
        int outputs = Math.multiplyExact(input.horizon(), places.size());
        boolean alone = architecture instanceof PerChannel && places.size() < channels;
        Shape sample = Shape.of(input.lookBack(), alone ? places.size() : channels);
        Layer network = architecture.build(sample, outputs, key);
        Layer seeing = alone ? Sequential.of(new PickChannels(places), network) : network;
        return FromLastValue.of(seeing, input.horizon(), places);
    }

    private static TrainedModel<SeriesModel> finished(
            Run<Layer> run,
            Map<String, String> settings,
            Architecture architecture,
            SeriesSplit data,
            SeriesInput input,
            Windows windows) {
        Map<String, String> all = new LinkedHashMap<>(settings);
        all.put("windows", input.lookBack() + " times seen, " + input.horizon() + " forecast");
        Provenance begun = Provenance.of(
                run,
                all,
                architecture.describe(),
                new Provenance.Origin(data.series().toString(), DataHash.of(data)));
        SeriesModel model = new SeriesModel(run.network(), input, begun);
        Optional<Evaluation> validation = data.validationEnd() == data.trainEnd()
                ? Optional.empty()
                : Optional.of(model.evaluate(data.validation(windows)));
        Optional<Evaluation> test = data.testEnd() == data.validationEnd()
                ? Optional.empty()
                : Optional.of(model.evaluate(data.test(windows)));
        return new TrainedModel<>(
                run, new SeriesModel(run.network(), input, begun.measured(validation, test)), validation, test);
    }
}
