package gradus.cpu;

import gradus.core.op.Pooling;
import gradus.core.op.Window;
import gradus.core.type.DType;
import gradus.core.type.Shape;
import gradus.core.type.TensorType;
import java.util.Arrays;
import java.util.List;

/// Plain loops of pooling, for element types that have no kernel of their own.
final class ReferencePooling {
    private ReferencePooling() {}

    static Kernel of(Pooling op, List<Operand> inputs, Operand y) {
        Operand x = inputs.getFirst();
        return switch (op) {
            case Pooling.WindowMax(var window) ->
                () -> extreme(window, x, y.type().shape(), y, Found.VALUE);
            case Pooling.WindowArgMax(var window) ->
                () -> extreme(window, x, y.type().shape(), y, Found.PLACE);
            case Pooling.WindowMaxGradient(var window) -> () -> maxGradient(window, x, inputs.get(1), y);
            case Pooling.WindowSum(var window) -> () -> sum(window, x, y);
            case Pooling.WindowSpread(var window, var _) -> () -> spread(window, x, y);
        };
    }

    private enum Found {
        VALUE,
        PLACE
    }

    private static void extreme(Window window, Operand x, Shape result, Operand y, Found found) {
        Shape shape = x.type().shape();
        int channels = shape.size(-1);
        int spatial = shape.count(1, shape.rank() - 1);
        double[] best = new double[y.count()];
        Arrays.fill(best, Double.NEGATIVE_INFINITY);
        int[] places = new int[y.count()];
        Arrays.fill(places, -1);
        ReferenceWindowed.reads(window, shape, result, (from, _, to) -> {
            for (int c = 0; c < channels; c++) {
                double value = x.get(from * channels + c);
                int target = to * channels + c;
                boolean news = places[target] < 0
                        || value > best[target]
                        || Double.isNaN(value) && !Double.isNaN(best[target]);
                if (news) {
                    best[target] = value;
                    places[target] = from % spatial;
                }
            }
        });
        for (int i = 0; i < best.length; i++) {
            y.set(i, found == Found.VALUE ? best[i] : places[i]);
        }
    }

    private static void maxGradient(Window window, Operand x, Operand dy, Operand y) {
        Shape shape = x.type().shape();
        int channels = shape.size(-1);
        int spatial = shape.count(1, shape.rank() - 1);
        Operand found = new Operand(new TensorType(DType.INT32, dy.type().shape()), new int[dy.count()], 0);
        extreme(window, x, dy.type().shape(), found, Found.PLACE);
        double[] sums = new double[y.count()];
        for (int i = 0; i < dy.count(); i++) {
            int sample = i / (dy.count() / shape.size(0));
            int place = sample * spatial + (int) found.getLong(i);
            sums[place * channels + i % channels] += dy.get(i);
        }
        ReferenceWindowed.store(sums, y);
    }

    private static void sum(Window window, Operand x, Operand y) {
        int channels = x.type().shape().size(-1);
        double[] sums = new double[y.count()];
        ReferenceWindowed.reads(window, x.type().shape(), y.type().shape(), (from, _, to) -> {
            for (int c = 0; c < channels; c++) {
                sums[to * channels + c] += x.get(from * channels + c);
            }
        });
        ReferenceWindowed.store(sums, y);
    }

    private static void spread(Window window, Operand dy, Operand y) {
        int channels = dy.type().shape().size(-1);
        double[] sums = new double[y.count()];
        ReferenceWindowed.reads(window, y.type().shape(), dy.type().shape(), (from, _, to) -> {
            for (int c = 0; c < channels; c++) {
                sums[from * channels + c] += dy.get(to * channels + c);
            }
        });
        ReferenceWindowed.store(sums, y);
    }
}
