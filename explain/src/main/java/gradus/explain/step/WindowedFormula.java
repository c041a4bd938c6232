package gradus.explain.step;

import gradus.core.graph.Node;
import gradus.core.op.Pooling;
import gradus.core.op.Window;
import gradus.core.op.Windowed;
import gradus.core.type.Shape;
import gradus.explain.maths.Function;
import gradus.explain.maths.Term;
import java.util.ArrayList;
import java.util.List;

/// The formulas of operations that slide a window: which places meet which part of the kernel, and where a maximum was
/// found. Padding adds nothing and is left out.
final class WindowedFormula {
    private static final int PADDING = -1;

    private final Operands operands;

    WindowedFormula(Operands operands) {
        this.operands = operands;
    }

    Term of(Windowed op, Node y, int e) {
        return switch (op) {
            case Windowed.Convolution(var window, int groups) -> convolution(window, groups, y, e);
            case Windowed.ConvolutionInputGradient(var window, int groups, var _) ->
                inputGradient(window, groups, y, e);
            case Windowed.ConvolutionWeightGradient(var window, int groups) -> weightGradient(window, groups, y, e);
            case Pooling.WindowMax(var window) -> operands.extreme(Function.MAX, read(window, y, e));
            case Pooling.WindowArgMax _ -> Term.number(operands.value(y, e));
            case Pooling.WindowMaxGradient(var window) -> maximumGradient(window, y, e);
            case Pooling.WindowSum(var window) -> operands.sum(read(window, y, e));
            case Pooling.WindowSpread(var window, var _) -> spread(window, y, e);
        };
    }

    private Term x(Node y, int input, int element) {
        return operands.term(y.input(input), element);
    }

    private static int channels(Node node) {
        return node.type().shape().size(-1);
    }

    private Term convolution(Window window, int groups, Node y, int e) {
        Node x = y.input(0);
        int out = channels(y);
        int channel = e % out;
        int in = channels(x) / groups;
        int first = channel / (out / groups) * in;
        List<Term> terms = new ArrayList<>();
        for (int p = 0; p < window.count(); p++) {
            int from = source(window, x.type().shape(), y.type().shape(), e / out, p);
            for (int i = 0; i < in && from != PADDING; i++) {
                Term pixel = x(y, 0, from * channels(x) + first + i);
                terms.add(Simple.product(pixel, x(y, 1, (p * in + i) * out + channel)));
            }
        }
        return operands.sum(terms);
    }

    /// Every product in which the element of the input took part.
    private Term inputGradient(Window window, int groups, Node y, int e) {
        Node dy = y.input(0);
        int all = channels(y);
        int in = all / groups;
        int out = channels(dy);
        int group = e % all / in;
        List<Term> terms = new ArrayList<>();
        for (Read read : readers(window, y.type().shape(), dy.type().shape(), e / all)) {
            for (int c = group * (out / groups); c < (group + 1) * (out / groups); c++) {
                Term flow = x(y, 0, read.place() * out + c);
                terms.add(Simple.product(flow, x(y, 1, (read.part() * in + e % in) * out + c)));
            }
        }
        return operands.sum(terms);
    }

    private Term weightGradient(Window window, int groups, Node y, int e) {
        Node x = y.input(0);
        Node dy = y.input(1);
        int out = channels(dy);
        int channel = e % out;
        int in = channels(x) / groups;
        int part = e / out / in;
        int input = channel / (out / groups) * in + e / out % in;
        List<Term> terms = new ArrayList<>();
        int places = dy.type().count() / out;
        for (int to = 0; to < places; to++) {
            int from = source(window, x.type().shape(), dy.type().shape(), to, part);
            if (from != PADDING) {
                terms.add(Simple.product(x(y, 0, from * channels(x) + input), x(y, 1, to * out + channel)));
            }
        }
        return operands.sum(terms);
    }

    private List<Term> read(Window window, Node y, int e) {
        Node x = y.input(0);
        int channels = channels(x);
        List<Term> terms = new ArrayList<>();
        for (int p = 0; p < window.count(); p++) {
            int from = source(window, x.type().shape(), y.type().shape(), e / channels, p);
            if (from != PADDING) {
                terms.add(x(y, 0, from * channels + e % channels));
            }
        }
        return terms;
    }

    /// The sum of what flows to those places that found their maximum here.
    private Term maximumGradient(Window window, Node y, int e) {
        Node x = y.input(0);
        Node dy = y.input(1);
        int channels = channels(x);
        List<Term> terms = new ArrayList<>();
        for (Read read : readers(window, x.type().shape(), dy.type().shape(), e / channels)) {
            int to = read.place() * channels + e % channels;
            if (found(window, x, dy.type().shape(), to) == e) {
                terms.add(x(y, 1, to));
            }
        }
        return operands.sum(terms);
    }

    /// The first of the largest elements that a window reads; a NaN is larger than all.
    private int found(Window window, Node x, Shape places, int to) {
        int channels = channels(x);
        int best = PADDING;
        for (int p = 0; p < window.count(); p++) {
            int from = source(window, x.type().shape(), places, to / channels, p);
            int element = from * channels + to % channels;
            if (from != PADDING && (best == PADDING || isMore(x, element, best))) {
                best = element;
            }
        }
        return best;
    }

    private boolean isMore(Node x, int element, int than) {
        double value = operands.value(x, element);
        double old = operands.value(x, than);
        return value > old || Double.isNaN(value) && !Double.isNaN(old);
    }

    private Term spread(Window window, Node y, int e) {
        Node dy = y.input(0);
        int channels = channels(y);
        List<Term> terms = new ArrayList<>();
        for (Read read : readers(window, y.type().shape(), dy.type().shape(), e / channels)) {
            terms.add(x(y, 0, read.place() * channels + e % channels));
        }
        return operands.sum(terms);
    }

    /// A place of the result that reads a position with a part of the window.
    private record Read(int place, int part) {}

    /// Gives every read of a position, by place.
    private static List<Read> readers(Window window, Shape x, Shape places, int position) {
        List<Read> reads = new ArrayList<>();
        for (int p = window.count() - 1; p >= 0; p--) {
            int place = reader(window, x, places, position, p);
            if (place != PADDING) {
                reads.add(new Read(place, p));
            }
        }
        return reads;
    }

    /// The position that part `p` of the window reads for a place of the result.
    private static int source(Window window, Shape x, Shape places, int to, int p) {
        int place = to;
        int part = p;
        int from = 0;
        int step = 1;
        for (int i = window.rank() - 1; i >= 0; i--) {
            Window.Axis axis = window.axes().get(i);
            int at = place % places.size(i + 1) * axis.stride() - axis.low() + part % axis.size() * axis.dilation();
            if (at < 0 || at >= x.size(i + 1)) {
                return PADDING;
            }
            from += at * step;
            step *= x.size(i + 1);
            place /= places.size(i + 1);
            part /= axis.size();
        }
        return from + place * step;
    }

    /// The place for which part `p` of the window reads a position.
    private static int reader(Window window, Shape x, Shape places, int position, int p) {
        int rest = position;
        int part = p;
        int to = 0;
        int step = 1;
        for (int i = window.rank() - 1; i >= 0; i--) {
            Window.Axis axis = window.axes().get(i);
            int at = rest % x.size(i + 1) + axis.low() - part % axis.size() * axis.dilation();
            if (at < 0 || at % axis.stride() != 0 || at / axis.stride() >= places.size(i + 1)) {
                return PADDING;
            }
            to += at / axis.stride() * step;
            step *= places.size(i + 1);
            rest /= x.size(i + 1);
            part /= axis.size();
        }
        return to + rest * step;
    }
}
