package gradus.explain.doctor;

import gradus.core.type.Key;
import gradus.core.type.Literal;
import gradus.core.type.Shape;
import gradus.core.type.TensorType;
import gradus.nn.data.Dataset;
import gradus.nn.data.Loader;
import gradus.nn.train.TrainingParts;
import java.util.ArrayList;
import java.util.List;

/// Samples without the parts that the goal of a training does not look at: an autoencoder has no targets, though its
/// pictures may have classes.
///
/// @param of the samples as they are
record InputsOnly(Dataset of) implements Dataset {
    static Dataset of(Dataset data) {
        return data.sampleTypes().size() == 1 ? data : new InputsOnly(data);
    }

    static <L> TrainingParts<L> of(TrainingParts<L> parts) {
        Loader loader = parts.loader();
        return new TrainingParts<>(
                parts.network(),
                parts.goal(),
                parts.penalty(),
                parts.optimizer(),
                new Loader(of(loader.dataset()), loader.batchSize(), loader.order(), loader.lastBatch(), loader.key()),
                parts.validation().map(InputsOnly::of),
                parts.backend());
    }

    @Override
    public int size() {
        return of.size();
    }

    @Override
    public List<TensorType> sampleTypes() {
        return of.sampleTypes().subList(0, 1);
    }

    @Override
    public List<String> partNames() {
        return of.partNames().subList(0, 1);
    }

    @Override
    public void read(int index, Key key, List<Literal> batch, int row) {
        List<Literal> parts = new ArrayList<>();
        for (TensorType type : of.sampleTypes()) {
            parts.add(Literal.zeros(type.with(Shape.of(1).append(type.shape()))));
        }
        of.read(index, key, parts, 0);
        Literal input = parts.getFirst();
        for (int i = 0; i < input.count(); i++) {
            batch.getFirst().set(row * input.count() + i, input.get(i));
        }
    }
}
