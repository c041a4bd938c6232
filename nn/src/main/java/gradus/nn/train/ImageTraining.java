package gradus.nn.train;

import gradus.core.spi.Backend;
import gradus.core.type.Key;
import gradus.nn.data.TargetEncoder;
import gradus.nn.data.image.ImageDataset;
import gradus.nn.data.image.ImageSplit;
import gradus.nn.layer.Architecture;
import gradus.nn.layer.Layer;
import gradus.nn.loss.Loss;
import gradus.nn.optim.Adam;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Training on images: cross-entropy, Adam at 10⁻³, batches of 64, 12 epochs, ended by 4 without improvement on the
/// validation images where there are any. Pixels count as the training images scale them.
final class ImageTraining {
    private static final double RATE = 1e-3;
    private static final int BATCH = 64;
    private static final int EPOCHS = 12;
    private static final int PATIENCE = 4;

    private ImageTraining() {}

    static Training<Layer, TrainedModel<ImageModel>> of(Architecture architecture, ImageSplit data) {
        ImageDataset train = data.train();
        int classes = train.classNames().size();
        Training.Subject<Layer, TrainedModel<ImageModel>> subject = new Training.Subject<>(
                (Key key) -> architecture.build(train.imageSize().shape(), classes, key),
                (run, settings, surroundings) -> finished(run, settings, architecture, data, surroundings.backend()));
        Training<Layer, TrainedModel<ImageModel>> training = Training.of(subject, train, Goal.of(Loss.CROSS_ENTROPY))
                .optimizer(Adam.of(RATE))
                .batchSize(Math.min(BATCH, train.size()))
                .stopping(Stopping.afterEpochs(EPOCHS));
        if (data.validation().size() == 0) {
            return training;
        }
        return training.earlyStopping(PATIENCE).validation(data.validation(), Measures.scorer(target(data)));
    }

    private static TargetEncoder target(ImageSplit data) {
        List<String> names = data.train().classNames();
        return new TargetEncoder.Classes(
                "class", names, names.stream().map(_ -> 0).toList());
    }

    private static TrainedModel<ImageModel> finished(
            Run<Layer> run, Map<String, String> settings, Architecture architecture, ImageSplit data, Backend backend) {
        ImageDataset train = data.train();
        ImageInput input = new ImageInput(train.imageSize(), train.scaling(), train.classNames());
        Provenance begun = Provenance.of(
                run, settings, architecture.describe(), new Provenance.Origin(train.toString(), DataHash.of(train)));
        Trust trust =
                new Trust(RegionFit.of(train), Calibration.of(run.network(), data.validation(), target(data), backend));
        ImageModel model = new ImageModel(run.network(), input, trust, begun, backend);
        Optional<Evaluation> validation = measured(model, data.validation());
        Optional<Evaluation> test = measured(model, data.test());
        return new TrainedModel<>(run, model.with(begun.measured(validation, test)), validation, test);
    }

    private static Optional<Evaluation> measured(ImageModel model, ImageDataset images) {
        return images.size() == 0 ? Optional.empty() : Optional.of(model.evaluate(images));
    }
}
