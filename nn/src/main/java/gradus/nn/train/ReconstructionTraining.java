package gradus.nn.train;

import gradus.core.type.TensorType;
import gradus.nn.data.Dataset;
import gradus.nn.data.FeatureSplit;
import gradus.nn.data.Features;
import gradus.nn.data.Generated;
import gradus.nn.data.Table;
import gradus.nn.data.Task;
import gradus.nn.data.image.ImageDataset;
import gradus.nn.data.image.ImageScaling;
import gradus.nn.data.image.ImageSplit;
import gradus.nn.layer.Layer;
import gradus.nn.optim.Adam;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Training of autoencoders. On rows: the optimizer and sizes of [TableDefaults] for numbers. On pictures: Adam at
/// 10⁻³, batches of 64, 20 epochs, ended by 4 without improvement. The validation samples judge; where there are none,
/// errors are compared with those of the training samples.
final class ReconstructionTraining {
    private static final double RATE = 1e-3;
    private static final int BATCH = 64;
    private static final int EPOCHS = 20;
    private static final int PATIENCE = 4;

    private ReconstructionTraining() {}

    static Training<Layer, TrainedModel<ReconstructionModel>> of(Autoencoder plan, FeatureSplit data) {
        Features features = data.features();
        TableDefaults defaults = TableDefaults.of(Task.REGRESSION, data.train().rowCount());
        Parts parts = new Parts(
                new RowPart(features, data.train()),
                new RowPart(features, data.validation()),
                new RowPart(features, data.test()));
        return training(plan, new ReconstructionInput.Rows(features), parts)
                .optimizer(TableDefaults.optimizer(Task.REGRESSION))
                .batchSize(defaults.batchSize())
                .stopping(Stopping.afterEpochs(defaults.epochs()).withPatience(defaults.patience()));
    }

    static Training<Layer, TrainedModel<ReconstructionModel>> of(Autoencoder plan, ImageSplit data) {
        ImageDataset train = data.train();
        Parts parts =
                new Parts(new PicturePart(train), new PicturePart(data.validation()), new PicturePart(data.test()));
        Stopping stopping = Stopping.afterEpochs(EPOCHS);
        return training(plan, new ReconstructionInput.Pictures(train.imageSize()), parts)
                .optimizer(Adam.of(RATE))
                .batchSize(Math.min(BATCH, train.size()))
                .stopping(data.validation().size() == 0 ? stopping : stopping.withPatience(PATIENCE));
    }

    private static Training<Layer, TrainedModel<ReconstructionModel>> training(
            Autoencoder plan, ReconstructionInput input, Parts parts) {
        Training.Subject<Layer, TrainedModel<ReconstructionModel>> subject = new Training.Subject<>(
                key -> plan.build(input, key),
                (run, settings, surroundings) -> finished(run, settings, plan, input, parts, surroundings));
        Training<Layer, TrainedModel<ReconstructionModel>> training =
                Training.of(subject, parts.train().samples(), new Reconstructing(input, plan.noise()));
        return parts.validation().size() == 0
                ? training
                : training.validation(parts.validation().samples());
    }

    private static TrainedModel<ReconstructionModel> finished(
            Run<Layer> run,
            Map<String, String> settings,
            Autoencoder plan,
            ReconstructionInput input,
            Parts parts,
            Surroundings surroundings) {
        boolean heldOut = parts.validation().size() > 0;
        Reconstructor asked = new Reconstructor(run.network(), input, surroundings.backend());
        HeldOutErrors errors = HeldOutErrors.of(
                (heldOut ? parts.validation() : parts.train()).errors(asked),
                heldOut ? HeldOutErrors.Origin.HELD_OUT : HeldOutErrors.Origin.TRAINING);
        Provenance begun = Provenance.of(
                run, settings, plan.architecture().describe(), parts.train().origin());
        ReconstructionModel model =
                new ReconstructionModel(run.network(), input, errors, begun, surroundings.backend());
        Optional<Evaluation> validation = measured(model, parts.validation());
        Optional<Evaluation> test = measured(model, parts.test());
        Provenance whole = begun.measured(validation, test);
        return new TrainedModel<>(
                run,
                new ReconstructionModel(run.network(), input, errors, whole, surroundings.backend()),
                validation,
                test);
    }

    private static Optional<Evaluation> measured(ReconstructionModel model, Part part) {
        return part.size() == 0 ? Optional.empty() : Optional.of(part.measure(model));
    }

    private record Parts(Part train, Part validation, Part test) {}

    /// A part of the data.
    private interface Part {
        int size();

        Dataset samples();

        double[] errors(Reconstructor by);

        Evaluation measure(ReconstructionModel model);

        Provenance.Origin origin();
    }

    private record RowPart(Features features, Table table) implements Part {
        @Override
        public int size() {
            return table.rowCount();
        }

        @Override
        public Dataset samples() {
            int width = features.width();
            float[] numbers = numbers();
            return new Generated(
                    size(),
                    List.of(TensorType.float32(width)),
                    (index, _, batch, row) -> System.arraycopy(
                            numbers, index * width, batch.getFirst().floats(), row * width, width));
        }

        private float[] numbers() {
            return features.encode(table).features();
        }

        @Override
        public double[] errors(Reconstructor by) {
            return by.errors(numbers());
        }

        @Override
        public Evaluation measure(ReconstructionModel model) {
            return model.evaluate(table);
        }

        @Override
        public Provenance.Origin origin() {
            return new Provenance.Origin(table.source(), DataHash.of(numbers()));
        }
    }

    private record PicturePart(ImageDataset images) implements Part {
        @Override
        public int size() {
            return images.size();
        }

        @Override
        public Dataset samples() {
            return images.scaled(ImageScaling.unit(images.imageSize().channels()));
        }

        @Override
        public double[] errors(Reconstructor by) {
            return by.errors(images);
        }

        @Override
        public Evaluation measure(ReconstructionModel model) {
            return model.evaluate(images);
        }

        @Override
        public Provenance.Origin origin() {
            return new Provenance.Origin(images.toString(), DataHash.of(images));
        }
    }
}
