package gradus.bench.own;

import gradus.bench.worker.Numbers;
import gradus.core.type.DType;
import gradus.core.type.Key;
import gradus.core.type.Literal;
import gradus.core.type.Shape;
import gradus.core.type.TensorType;
import gradus.nn.data.Dataset;
import java.util.List;

/// The only batch of a workload as samples.
///
/// @param inputs the inputs, one after another
/// @param input the shape of one
/// @param targets the targets, one after another: classes or numbers
/// @param target the type of one
/// @param size how many samples
public record Samples(Literal inputs, Shape input, Literal targets, TensorType target, int size) implements Dataset {
    /// Gives samples of classes.
    public static Samples ofClasses(int size, int classes, int... input) {
        Shape shape = Shape.of(input);
        int[] chosen = Numbers.classes(size, classes);
        long[] indices = new long[size];
        for (int i = 0; i < size; i++) {
            indices[i] = chosen[i];
        }
        TensorType type = TensorType.of(DType.INT64);
        return new Samples(inputs(size, shape), shape, Literal.of(indices, size), type, size);
    }

    /// Gives samples of numbers.
    public static Samples ofNumbers(int size, Shape input, Shape target) {
        int count = size * target.count();
        Literal numbers = Literal.of(Numbers.uniform(Numbers.TARGETS, count, 0, 1), count);
        TensorType type = TensorType.float32().with(target);
        return new Samples(inputs(size, input), input, numbers, type, size);
    }

    private static Literal inputs(int size, Shape input) {
        int width = input.count();
        return Literal.of(Numbers.pairs(size, width), size * width);
    }

    @Override
    public List<TensorType> sampleTypes() {
        return List.of(TensorType.float32().with(input), target);
    }

    @Override
    public void read(int index, Key key, List<Literal> batch, int row) {
        int width = input.count();
        System.arraycopy(inputs.array(), index * width, batch.getFirst().array(), row * width, width);
        int outputs = target.count();
        System.arraycopy(targets.array(), index * outputs, batch.get(1).array(), row * outputs, outputs);
    }
}
