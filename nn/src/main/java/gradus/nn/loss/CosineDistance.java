package gradus.nn.loss;

import gradus.core.tensor.Tensor;

/// The mean of `1 − cos(y, ŷ)` over rows, the angle taken along the last axis; see [Distances#cosineSimilarity].
public record CosineDistance() implements Loss {
    @Override
    public Tensor each(Tensor prediction, Tensor target) {
        Fit.classes(name(), prediction);
        Tensor wanted = Fit.same(name(), prediction, target);
        return Distances.cosineSimilarity(prediction, wanted).negate().add(1);
    }

    @Override
    public Tensor count(Tensor prediction, Tensor target) {
        return Fit.rowCount(prediction);
    }

    @Override
    public String name() {
        return "cosine distance";
    }

    @Override
    public String formula() {
        return "1 − y·ŷ/(‖y‖‖ŷ‖)";
    }
}
