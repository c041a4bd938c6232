package gradus.nn.loss;

import gradus.core.op.CompareFn;
import gradus.core.tensor.Tensor;
import gradus.core.tensor.TensorMoves;
import gradus.core.type.DType;
import gradus.core.type.Shape;
import gradus.core.type.ShapeException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Connectionist temporal classification (Graves et al. 2006): `−ln p(labels)` of logits `[samples, time, classes]`,
/// where p sums over all ways to spread the labels over time with blanks between, equal neighbours joined. Labels are
/// `[samples, most]` (int32 or int64), padded at the end with the blank. Averaged over samples; PyTorch also divides
/// each by its number of labels, unless told `reduction="none"`.
///
/// The forward variables are logarithms, so that long inputs do not vanish. The plan has a dozen operations per moment
/// of time; it suits inputs of up to a few hundred moments.
///
/// {@snippet file="LossSnippets.java" region="Ctc"}
///
/// @param blank the class that stands for no label, common is 0
/// @param infeasible what labels cost that do not fit into their input
public record Ctc(int blank, Infeasible infeasible) implements Loss {
    private static final double NEVER = -1e30;

    /// What labels cost that need more moments than there are: as many as labels, and one more between equal ones.
    public enum Infeasible {
        /// Infinity; the gradient is 0.
        INFINITE,
        /// Nothing, gradient 0, so that such a sample does not spoil a batch.
        ZERO
    }

    /// Checks the class.
    public Ctc {
        if (blank < 0) {
            throw new IllegalArgumentException("CTC: the blank must be a class number from 0 on, got " + blank);
        }
    }

    /// Gives the loss with class 0 as the blank, infinite for labels that do not fit.
    public static Ctc defaults() {
        return new Ctc(0, Infeasible.INFINITE);
    }

    /// Gives the loss that takes no notice of samples whose labels do not fit.
    public Ctc zeroInfinity() {
        return new Ctc(blank, Infeasible.ZERO);
    }

    @Override
    public Tensor each(Tensor prediction, Tensor target) {
        return each(prediction, target, Optional.empty());
    }

    /// Gives the loss of each sample whose input has a length of its own.
    ///
    /// @param prediction logits `[samples, time, classes]`
    /// @param target labels `[samples, most]`, padded with the blank
    /// @param lengths how many moments of each sample count, `[samples]`; those behind have no influence. Of 0
    /// moments no labels are certain, loss 0, and any others impossible
    /// @throws ShapeException if the shapes do not fit
    public Tensor each(Tensor prediction, Tensor target, Tensor lengths) {
        return each(prediction, target, Optional.of(lengths));
    }

    private Tensor each(Tensor prediction, Tensor target, Optional<Tensor> lengths) {
        requireFit(prediction, target, lengths);
        Tensor states = states(target);
        int width = states.size(1);
        Shape wide = Shape.of(states.size(0), prediction.size(1), width);
        Tensor emitted = prediction.logSoftmax(-1).gatherAlong(states.expand(1).broadcastTo(wide), 2);
        Tensor skips = skips(states, emitted.dtype());
        Tensor first = emitted.at(1, 0);
        Tensor start = position(states, CompareFn.LESS, 2).where(first, never(first));
        Tensor alpha = lengths.map(length -> counted(length, 0, start).where(start, nothing(start)))
                .orElse(start);
        for (int time = 1; time < prediction.size(1); time++) {
            List<Tensor> ways = new ArrayList<>(List.of(alpha));
            if (width > 1) {
                ways.add(shifted(alpha, 1));
                ways.add(shifted(alpha, 2).add(skips));
            }
            Tensor next = logSum(ways).add(emitted.at(1, time));
            Tensor before = alpha;
            int now = time;
            alpha = lengths.map(length -> counted(length, now, next).where(next, before))
                    .orElse(next);
        }
        return cost(alpha, target);
    }

    private Tensor cost(Tensor alpha, Tensor target) {
        Tensor labels = target.compare(CompareFn.NOT_EQUAL, blank)
                .as(DType.FLOAT32)
                .sum(1)
                .multiply(2)
                .expand(-1)
                .broadcastTo(alpha.shape());
        Tensor places = places(alpha);
        Tensor ends = places.compare(CompareFn.EQUAL, labels)
                .where(alpha, places.add(1).compare(CompareFn.EQUAL, labels).where(alpha, never(alpha)));
        List<Tensor> states = new ArrayList<>();
        for (int state = 0; state < alpha.size(1); state++) {
            states.add(ends.at(1, state));
        }
        Tensor likelihood = logSum(states);
        Tensor cost = likelihood.negate();
        double otherwise = infeasible == Infeasible.ZERO ? 0 : Double.POSITIVE_INFINITY;
        return likelihood.compare(CompareFn.LESS, NEVER / 10).where(Tensor.fill(cost.type(), otherwise), cost);
    }

    /// Gives the labels with blanks before, between and behind, `[samples, 2 most + 1]`.
    private Tensor states(Tensor target) {
        Tensor blanks = Tensor.fill(target.type(), blank);
        Tensor pairs = TensorMoves.stack(2, List.of(blanks, target)).reshape(target.size(0), 2 * target.size(1));
        Tensor last = Tensor.fill(target.type().with(Shape.of(target.size(0), 1)), blank);
        return TensorMoves.concat(1, List.of(pairs, last));
    }

    /// Gives 0 where a state may follow the one two before it: a label that is another than the last; else never.
    private Tensor skips(Tensor states, DType dtype) {
        int width = states.size(1);
        Tensor never = Tensor.fill(states.type().with(dtype), NEVER);
        if (width < 3) {
            return never;
        }
        Tensor before = states.slice(1, 0, width - 2).pad(1, 2, 0, blank);
        Tensor open = Tensor.fill(states.type().with(dtype), 0);
        Tensor other = states.compare(CompareFn.NOT_EQUAL, before).where(open, never);
        return states.compare(CompareFn.NOT_EQUAL, blank).where(other, never);
    }

    /// Says which samples have a moment number `time`, spread over the states.
    private static Tensor counted(Tensor lengths, int time, Tensor like) {
        return lengths.compare(CompareFn.GREATER, time).expand(-1).broadcastTo(like.shape());
    }

    /// Gives the state before any moment: certainly no label.
    private static Tensor nothing(Tensor like) {
        return position(like, CompareFn.LESS, 1).where(Tensor.fill(like.type(), 0), never(like));
    }

    private static Tensor places(Tensor like) {
        return Tensor.range(like.size(1)).as(DType.FLOAT32).expand(0).broadcastTo(like.shape());
    }

    private static Tensor position(Tensor like, CompareFn fn, int limit) {
        return places(like).compare(fn, limit);
    }

    private static Tensor never(Tensor like) {
        return Tensor.fill(like.type(), NEVER);
    }

    private static Tensor shifted(Tensor alpha, int by) {
        return alpha.slice(1, 0, alpha.size(1) - by).pad(1, by, 0, NEVER);
    }

    /// Gives `ln Σ eˣ` over tensors of one shape, shifted by the largest.
    private static Tensor logSum(List<Tensor> terms) {
        Tensor largest = terms.stream().reduce(Tensor::maximum).orElseThrow().stopGradient();
        return terms.stream()
                .map(term -> term.subtract(largest).exp())
                .reduce(Tensor::add)
                .orElseThrow()
                .log()
                .add(largest);
    }

    private void requireFit(Tensor prediction, Tensor target, Optional<Tensor> lengths) {
        boolean fits = prediction.rank() == 3
                && target.rank() == 2
                && prediction.size(0) == target.size(0)
                && prediction.size(1) > 0
                && lengths.filter(length -> !length.shape().equals(Shape.of(prediction.size(0))))
                        .isEmpty();
        if (!fits) {
            throw new ShapeException("CTC: logits must be [samples, time, classes], labels [samples, most] and lengths"
                    + " [samples], got " + prediction.shape() + ", " + target.shape()
                    + lengths.map(length -> " and " + length.shape()).orElse(""));
        }
        if (blank >= prediction.size(2)) {
            throw new ShapeException(
                    "CTC: the blank must be one of the " + prediction.size(2) + " classes, got " + blank);
        }
    }

    @Override
    public Tensor count(Tensor prediction, Tensor target) {
        return Fit.scalar(prediction, prediction.size(0));
    }

    @Override
    public String name() {
        return "connectionist temporal classification";
    }

    @Override
    public String formula() {
        return "−ln Σ_π Πₜ softmax(zₜ)[πₜ]";
    }
}
