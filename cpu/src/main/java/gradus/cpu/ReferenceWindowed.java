package gradus.cpu;

import gradus.core.op.Pooling;
import gradus.core.op.Window;
import gradus.core.op.Windowed;
import gradus.core.type.Shape;
import java.util.List;

/// Plain loops of windowed operations, for element types that have no kernel of their own.
final class ReferenceWindowed {
    private ReferenceWindowed() {}

    static Kernel of(Windowed op, List<Operand> inputs, Operand y) {
        Operand a = inputs.getFirst();
        return switch (op) {
            case Windowed.Convolution convolution -> () -> convolution(convolution, a, inputs.get(1), y);
            case Windowed.ConvolutionInputGradient gradient -> () -> inputGradient(gradient, a, inputs.get(1), y);
            case Windowed.ConvolutionWeightGradient gradient -> () -> weightGradient(gradient, a, inputs.get(1), y);
            case Pooling pooling -> ReferencePooling.of(pooling, inputs, y);
        };
    }

    private static void convolution(Windowed.Convolution op, Operand x, Operand w, Operand y) {
        double[] sums = new double[y.count()];
        Product product = (i, j, k) -> sums[k] += x.get(i) * w.get(j);
        products(op.window(), op.groups(), x.type().shape(), y.type().shape(), product);
        store(sums, y);
    }

    private static void inputGradient(Windowed.ConvolutionInputGradient op, Operand dy, Operand w, Operand dx) {
        double[] sums = new double[dx.count()];
        Product product = (i, j, k) -> sums[i] += dy.get(k) * w.get(j);
        products(op.window(), op.groups(), dx.type().shape(), dy.type().shape(), product);
        store(sums, dx);
    }

    private static void weightGradient(Windowed.ConvolutionWeightGradient op, Operand x, Operand dy, Operand dw) {
        double[] sums = new double[dw.count()];
        Product product = (i, j, k) -> sums[j] += x.get(i) * dy.get(k);
        products(op.window(), op.groups(), x.type().shape(), dy.type().shape(), product);
        store(sums, dw);
    }

    static void store(double[] values, Operand y) {
        for (int i = 0; i < values.length; i++) {
            y.set(i, values[i]);
        }
    }

    /// One product of a convolution: of element `x` of the input and `w` of the weight, belonging to element `y` of
    /// the result.
    @FunctionalInterface
    private interface Product {
        void add(int x, int w, int y);
    }

    /// Visits every product of a convolution.
    private static void products(Window window, int groups, Shape x, Shape y, Product product) {
        int in = x.size(-1) / groups;
        int out = y.size(-1) / groups;
        reads(window, x, y, (from, p, to) -> {
            for (int c = 0; c < y.size(-1); c++) {
                for (int i = 0; i < in; i++) {
                    int channel = c / out * in + i;
                    product.add(from * x.size(-1) + channel, (p * in + i) * y.size(-1) + c, to * y.size(-1) + c);
                }
            }
        });
    }

    /// One read of a window: at position `x` of the input (batch and space), by place `p` of the window, for
    /// position `y` of the result.
    @FunctionalInterface
    interface Read {
        void visit(int x, int p, int y);
    }

    /// Visits every read that does not fall on padding: by position of the result, then by place of the window.
    static void reads(Window window, Shape x, Shape y, Read read) {
        int positions = y.count(0, y.rank() - 1);
        for (int to = 0; to < positions; to++) {
            for (int p = 0; p < window.count(); p++) {
                int from = source(window, x, y, to, p);
                if (from >= 0) {
                    read.visit(from, p, to);
                }
            }
        }
    }

    /// The position that place `p` reads for position `to`, or −1 on padding.
    private static int source(Window window, Shape x, Shape y, int to, int p) {
        int position = to;
        int place = p;
        int from = 0;
        int step = 1;
        for (int i = window.rank() - 1; i >= 0; i--) {
            Window.Axis axis = window.axes().get(i);
            int at = position % y.size(i + 1) * axis.stride() - axis.low() + place % axis.size() * axis.dilation();
            if (at < 0 || at >= x.size(i + 1)) {
                return -1;
            }
            from += at * step;
            step *= x.size(i + 1);
            position /= y.size(i + 1);
            place /= axis.size();
        }
        return from + position * step;
    }
}
