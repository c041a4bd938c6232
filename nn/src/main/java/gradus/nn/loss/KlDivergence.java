package gradus.nn.loss;

import gradus.core.op.CompareFn;
import gradus.core.tensor.Tensor;

/// The divergence `Σ p (ln p − ln q)` of predicted log-probabilities `ln q` from target probabilities p, summed
/// over the last axis and averaged over rows (PyTorch: `batchmean`). Where p = 0 the term is 0.
public record KlDivergence() implements Loss {
    @Override
    public Tensor each(Tensor prediction, Tensor target) {
        Tensor wanted = Fit.same(name(), prediction, target);
        Tensor none = wanted.compare(CompareFn.EQUAL, 0);
        Tensor logarithm = none.where(Tensor.fill(wanted.type(), 1), wanted).log();
        Tensor terms = wanted.multiply(logarithm.subtract(prediction));
        return none.where(Tensor.fill(terms.type(), 0), terms);
    }

    @Override
    public Tensor count(Tensor prediction, Tensor target) {
        return prediction.rank() == 0 ? Fit.scalar(prediction, 1) : Fit.rowCount(prediction);
    }

    @Override
    public String name() {
        return "Kullback–Leibler divergence";
    }

    @Override
    public String formula() {
        return "p (ln p − ln q)";
    }
}
