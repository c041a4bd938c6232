package gradus.nn.train;

import gradus.core.tensor.Tensor;
import gradus.core.tensor.TensorMoves;
import gradus.core.type.DType;
import gradus.core.type.Literal;
import gradus.core.type.Shape;
import gradus.nn.data.FeatureEncoder.MissingFlag;
import gradus.nn.data.FeatureOutputs;
import gradus.nn.data.FeatureOutputs.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The errors of rows that came back, column by column, as [ReconstructionInput.Rows] counts them: numbers and
/// logits of all columns at once, summed into columns by a matrix of weights; then categories column by column.
final class RowErrors {
    private final FeatureOutputs outputs;
    private final int columns;
    private final int aligned;
    private final Tensor output; // [n, outputs]
    private final Tensor clean; // [n, features]

    private RowErrors(FeatureOutputs outputs, Tensor output, Tensor clean) {
        this.outputs = outputs;
        this.columns = outputs.features().encoders().size();
        this.aligned = outputs.aligned();
        this.output = output;
        this.clean = clean;
    }

    /// Gives the errors `[n, columns]`.
    ///
    /// @param output `[n, outputs]`
    /// @param clean `[n, features]`
    static Tensor of(FeatureOutputs outputs, Tensor output, Tensor clean) {
        RowErrors errors = new RowErrors(outputs, output, clean);
        List<Tensor> terms = new ArrayList<>();
        errors.values().ifPresent(terms::add);
        errors.missing().ifPresent(terms::add);
        errors.yesNo().ifPresent(terms::add);
        errors.categories().ifPresent(terms::add);
        return terms.stream().reduce(Tensor::add).orElseThrow();
    }

    /// Gives noise of features without that of the numbers of categories, which would be other categories.
    static Tensor bearable(FeatureOutputs outputs, Tensor noise) {
        int width = noise.size(1);
        Literal bears = Literal.zeros(noise.type().with(Shape.of(1, width)));
        for (int i = 0; i < outputs.aligned(); i++) {
            bears.set(i, 1);
        }
        return outputs.aligned() == width ? noise : noise.multiply(Tensor.of(bears));
    }

    private <P extends Part> List<P> parts(Class<P> kind) {
        return outputs.parts().stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    private Tensor weights(int rows, Weighing weighing) {
        Literal weights = Literal.zeros(output.type().with(Shape.of(rows, columns)));
        weighing.weigh((row, column, weight) -> weights.set(row * columns + column, weight));
        return Tensor.of(weights);
    }

    private interface Cell {
        void set(int row, int column, double weight);
    }

    private interface Weighing {
        void weigh(Cell cell);
    }

    private Optional<Tensor> values() {
        List<Part.Values> values = parts(Part.Values.class);
        if (values.isEmpty()) {
            return Optional.empty();
        }
        Tensor squares =
                output.slice(1, 0, aligned).subtract(clean.slice(1, 0, aligned)).square();
        return Optional.of(squares.matmul(weights(
                aligned,
                cell -> values.forEach(part -> {
                    for (int i = 0; i < part.count(); i++) {
                        cell.set(part.output() + i, part.column(), 1.0 / part.count());
                    }
                }))));
    }

    /// `softplus(z) − t z` of the logits z, t being 1 where the value is missing, else 0.
    private Optional<Tensor> missing() {
        List<Part.Missing> parts = parts(Part.Missing.class);
        if (parts.isEmpty()) {
            return Optional.empty();
        }
        Tensor logits = output.slice(1, 0, aligned);
        Tensor each = logits.softplus().subtract(clean.slice(1, 0, aligned).multiply(logits));
        return Optional.of(each.matmul(weights(
                aligned, cell -> parts.forEach(part -> cell.set(part.output(), part.column(), 1)))));
    }

    /// `softplus(−x z)` of the logits z, x being 1 for yes and −1 for no. Where x is 0, nothing if the value is
    /// missing and a feature says so, else, for a text that training did not see, the larger of both answers,
    /// `softplus(|z|)`.
    private Optional<Tensor> yesNo() {
        List<Part.YesNo> parts = parts(Part.YesNo.class);
        if (parts.isEmpty()) {
            return Optional.empty();
        }
        Tensor own = weights(aligned, cell -> parts.forEach(part -> cell.set(part.output(), part.column(), 1)));
        Tensor next = weights(
                aligned,
                cell -> parts.stream()
                        .filter(part -> part.missing() == MissingFlag.ADDED)
                        .forEach(part -> cell.set(part.output() + 1, part.column(), 1)));
        Tensor features = clean.slice(1, 0, aligned);
        Tensor logits = output.slice(1, 0, aligned).matmul(own); // [n, columns], 0 where a column is no yes or no
        Tensor truth = features.matmul(own);
        Tensor known = truth.square();
        Tensor unseen = own.sum(0).subtract(known).subtract(features.matmul(next));
        Tensor told = known.multiply(truth.multiply(logits).negate().softplus());
        return Optional.of(told.add(unseen.multiply(logits.abs().softplus())));
    }

    private Optional<Tensor> categories() {
        List<Tensor> errors = new ArrayList<>(); // each [n, 1]
        List<Integer> ofColumns = new ArrayList<>();
        for (Part part : outputs.parts()) {
            switch (part) {
                case Part.Values _, Part.Missing _, Part.YesNo _ -> {}
                case Part.OneOf oneOf -> {
                    errors.add(error(oneOf));
                    ofColumns.add(oneOf.column());
                }
                case Part.Numbered numbered -> {
                    errors.add(error(numbered));
                    ofColumns.add(numbered.column());
                }
            }
        }
        if (errors.isEmpty()) {
            return Optional.empty();
        }
        Tensor all = errors.size() == 1 ? errors.getFirst() : TensorMoves.concat(1, errors);
        return Optional.of(all.matmul(weights(errors.size(), cell -> {
            for (int i = 0; i < errors.size(); i++) {
                cell.set(i, ofColumns.get(i), 1);
            }
        })));
    }

    /// `−Σ t ln p`, and for a category that training did not see, where all t are 0, the largest `−ln p`.
    private Tensor error(Part.OneOf part) {
        Tensor costs = output.slice(1, part.output(), part.output() + part.count())
                .logSoftmax(1)
                .negate();
        Tensor truth = clean.slice(1, part.output(), part.output() + part.count());
        Tensor unseen = truth.sum(1).negate().add(1);
        return costs.multiply(truth).sum(1).add(costs.max(1).multiply(unseen)).expand(-1);
    }

    private Tensor error(Part.Numbered part) {
        Tensor number = clean.at(1, part.feature()).as(DType.INT64);
        return output.slice(1, part.output(), part.output() + part.count())
                .crossEntropy(number)
                .expand(-1);
    }
}
