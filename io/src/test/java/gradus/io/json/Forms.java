package gradus.io.json;

import gradus.core.tensor.Tensor;
import gradus.core.type.Shape;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Records of every form that documents can have.
public final class Forms {
    private Forms() {}

    public enum Mode {
        MEAN_SQUARED,
        HUBER {
            @Override
            public String toString() {
                return "a constant with a body";
            }
        }
    }

    public record Plain(boolean truth, int small, long large, double real, float single, String text) {}

    public record Nested(
            List<Plain> plains,
            Map<String, List<Integer>> map,
            Optional<Mode> mode,
            Optional<Double> real,
            Shape shape) {}

    @SuppressWarnings("ArrayRecordComponent") // that arrays can be written is what is tested
    public record Arrays(
            int[] ints, long[] longs, double[] doubles, float[] floats, boolean[] truths, String[] texts) {}

    public sealed interface Schedule {
        record Constant(double rate) implements Schedule {}

        record WarmUp(int steps, Schedule then) implements Schedule {}
    }

    public record Sgd(double learningRate, double momentum, Schedule schedule) {
        public Sgd {
            if (learningRate <= 0) {
                throw new IllegalArgumentException("learning rate must be positive, got " + learningRate);
            }
        }

        public static Sgd defaults() {
            return new Sgd(0.1, 0.9, new Schedule.Constant(1));
        }
    }

    public interface Layer {}

    public record Linear(Tensor weight, Tensor bias) implements Layer {}

    public record Residual(Linear first, Layer second) implements Layer {}

    public record Relu() implements Layer {}

    public enum Fixed implements Layer {
        TANH,
        SOFT_SIGN
    }

    public record Network(List<Layer> layers, Optional<Layer> head) {}

    public record Pair<A, B>(A first, B second) {}

    public record Pairs(Pair<Integer, List<Mode>> pair, Pair<? extends Schedule, Pair<String, Double>> deeper) {}

    public record Typed(String type) implements Layer {}

    public record Bad(Object anything) {}
}
