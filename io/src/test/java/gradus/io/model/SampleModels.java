package gradus.io.model;

import gradus.core.tensor.Tensor;
import gradus.core.type.Key;
import gradus.core.type.Literal;
import gradus.core.type.Shape;
import gradus.nn.activation.Activation;
import gradus.nn.data.FeatureEncoder;
import gradus.nn.data.Preprocessing;
import gradus.nn.data.Table;
import gradus.nn.data.TableOptions;
import gradus.nn.data.TableSplit;
import gradus.nn.data.TargetEncoder;
import gradus.nn.layer.Activate;
import gradus.nn.layer.Architecture;
import gradus.nn.layer.BatchNorm;
import gradus.nn.layer.Dropout;
import gradus.nn.layer.Flatten;
import gradus.nn.layer.Layer;
import gradus.nn.layer.LayerNorm;
import gradus.nn.layer.Linear;
import gradus.nn.layer.Param;
import gradus.nn.layer.Prelu;
import gradus.nn.layer.Residual;
import gradus.nn.layer.Sequential;
import gradus.nn.train.Prediction;
import gradus.nn.train.Provenance;
import gradus.nn.train.TableModel;
import gradus.nn.train.Training;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Models and tables to be kept in files.
final class SampleModels {
    private SampleModels() {}

    /// Every built-in layer between the input and the output.
    record Mixed() implements Architecture {
        @Override
        public Layer build(Shape sample, int outFeatures, Key key) {
            return Sequential.of(
                    new Flatten(),
                    Linear.of(sample.count(), 6, key.fold(1)),
                    BatchNorm.of(6),
                    Prelu.of(6),
                    Residual.of(Sequential.of(LayerNorm.of(6), new Activate(Activation.GELU), Dropout.of(0.25))),
                    new Activate(new Activation.LeakyRelu(0.2)),
                    Linear.of(6, outFeatures, key.fold(2)));
        }

        @Override
        public String describe() {
            return "mixed";
        }
    }

    /// Numbers, dates, truths, few and many categories, gaps, and two targets.
    static Table table() {
        List<List<String>> rows = new ArrayList<>();
        for (int i = 0; i < 90; i++) {
            double x = i * 37 % 90 / 7.0;
            rows.add(List.of(
                    i % 11 == 0 ? "" : Double.toString(x),
                    "202" + i % 3 + "-0" + (1 + i % 9) + "-1" + i % 8,
                    i % 2 == 0 ? "yes" : "no",
                    List.of("red", "green", "blue").get(i % 3),
                    "town" + i * 7 % 12,
                    Double.toString(x * x / 3 + i % 3 + 0.125),
                    x < 4 ? "low" : x < 8 ? "middle" : "high “ü”"));
        }
        return Table.of(List.of("x", "day", "flag", "colour", "town", "y", "class"), rows);
    }

    static TableSplit split(String target) {
        TableOptions options = TableOptions.defaults().withOneHotLimit(4);
        return table().target(target, options).split(0.7, 0.3, 0, Key.of(5));
    }

    static TableModel trained(Architecture architecture, String target) {
        String other = target.equals("y") ? "class" : "y";
        TableOptions options = TableOptions.defaults().withOneHotLimit(4).withIgnore(other);
        TableSplit split = table().target(target, options).split(0.7, 0.3, 0, Key.of(5));
        return Training.of(architecture, split).epochs(2).seed(3).fit().model();
    }

    /// A model of two columns that was never trained.
    static TableModel untrained(Layer network) {
        return new TableModel(network, twoColumns(), provenance());
    }

    static Preprocessing twoColumns() {
        return new Preprocessing(
                List.of(column("a"), column("b")), new TargetEncoder.Classes("kind", List.of("p", "q"), List.of(3, 4)));
    }

    static FeatureEncoder column(String name) {
        return new FeatureEncoder.Standardize(
                name, List.of("?"), 0.1, 0, 1.0 / 3, 0.7, FeatureEncoder.MissingFlag.NONE);
    }

    static Provenance provenance() {
        return new Provenance("0.1.0", "a.csv", "00ff", Map.of("seed", "3"), Map.of("ended", "epochs done"));
    }

    static Layer linear(int in, int out) {
        return Sequential.of(Linear.of(in, out, Key.of(1)));
    }

    static Param param(float... numbers) {
        return new Param(Tensor.of(Literal.of(numbers, numbers.length)));
    }

    /// The answers as the bits of all their numbers.
    static List<Long> bits(TableModel model, Table table) {
        List<Long> bits = new ArrayList<>();
        for (Prediction answer : model.predict(table)) {
            switch (answer) {
                case Prediction.OfClass of ->
                    of.probabilities().values().forEach(p -> bits.add(Double.doubleToRawLongBits(p)));
                case Prediction.OfValue of -> bits.add(Double.doubleToRawLongBits(of.value()));
            }
        }
        return bits;
    }
}
