package gradus.nn.reference;

import static org.assertj.core.api.Assertions.assertThat;

import gradus.core.tensor.Tensor;
import gradus.core.type.DType;
import gradus.nn.activation.Activation;
import gradus.nn.layer.Activate;
import gradus.nn.layer.Context;
import gradus.nn.layer.Linear;
import gradus.nn.layer.Param;
import gradus.nn.layer.Parameters;
import gradus.nn.layer.Sequential;
import gradus.nn.loss.Loss;
import gradus.nn.loss.Penalty;
import gradus.nn.loss.Scope;
import gradus.nn.optim.Adam;
import gradus.nn.optim.AdamW;
import gradus.nn.optim.Decay;
import gradus.nn.optim.Optimizer;
import gradus.nn.optim.Schedule;
import gradus.nn.optim.Sgd;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every case of the shared reference file for whole trainings, each step one planned program.
class TrainingReferenceTest {
    static List<Named<Case>> cases() throws IOException {
        return Case.of("training.json");
    }

    @Test
    void the_reference_file_holds_four_cases() throws IOException {
        assertThat(cases()).hasSize(4);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void a_reference_case_is_met(Case reference) {
        switch (reference.op()) {
            case "train_linear" -> linear(reference);
            case "train_dense" -> dense(reference);
            case "train_mlp" -> mlp(reference);
            default -> throw new AssertionError("the reference file names an unknown training: " + reference.op());
        }
    }

    private static Linear layer(Tensor weight, Tensor bias) {
        return new Linear(new Param(weight), Optional.of(new Param(bias)));
    }

    private static void linear(Case reference) {
        double rate = reference.number("learning_rate", 0);
        Optimizer rule = switch (reference.text("optimizer")) {
            case "sgd" -> Sgd.of(rate);
            case "adamw" -> AdamW.of(rate).decay(new Decay(reference.number("weight_decay", 0), Scope.ALL));
            default -> throw new AssertionError(reference.text("optimizer"));
        };
        Tensor x = reference.input("x");
        Tensor y = reference.input("y").reshape(-1, 1);
        Linear start = layer(Tensor.zeros(2, 1), Tensor.zeros(1));
        CompiledStep step = new CompiledStep(start, Loss.SUM_SQUARED_ERROR, Penalty.none(), rule, x, y, _ -> true);
        for (int update = 0; update < reference.number("steps", 0); update++) {
            step.next(x, y);
        }
        reference.check("weight", step.parameters().get("weight").reshape(2));
        reference.check("bias", step.parameters().get("bias").reshape());
    }

    private static void dense(Case reference) {
        Optimizer rule = Adam.keras(0.05).schedule(Schedule.Exponential.of(0.05, 1, 0.9));
        Linear start = layer(Tensor.ones(2, 2), Tensor.ones(2));
        Tensor x = reference.input("x");
        Tensor y = reference.input("y");
        int size = (int) reference.number("batch_size", 1);
        CompiledStep step = new CompiledStep(
                start,
                Loss.MEAN_SQUARED_ERROR,
                Penalty.none(),
                rule,
                x.slice(0, 0, size),
                y.slice(0, 0, size),
                _ -> true);
        float[] epochs = new float[(int) reference.number("epochs", 0)];
        for (int epoch = 0; epoch < epochs.length; epoch++) {
            int batches = x.size(0) / size;
            for (int batch = 0; batch < batches; batch++) {
                Tensor rows = x.slice(0, batch * size, batch * size + size);
                epochs[epoch] += (float) (step.next(rows, y.slice(0, batch * size, batch * size + size)) / batches);
            }
        }
        reference.check("loss_per_epoch", Tensor.of(epochs));
    }

    private static void mlp(Case reference) {
        Sequential start = Sequential.of(
                layer(reference.input("w1"), reference.input("b1")),
                new Activate(Activation.SIGMOID),
                layer(reference.input("w2"), reference.input("b2")));
        Tensor x = reference.input("x");
        Tensor y = reference.input("y").reshape(1, 1);
        Optimizer rule = Sgd.of(reference.number("learning_rate", 0));
        Penalty penalty = Penalty.l2(reference.number("alpha", 0));
        CompiledStep step = new CompiledStep(start, Loss.BINARY_CROSS_ENTROPY, penalty, rule, x, y, _ -> true);
        step.next(x, y);
        reference.check("w1", step.parameters().get("layers.0.weight"));
        reference.check("b1", step.parameters().get("layers.0.bias"));
        reference.check("w2", step.parameters().get("layers.2.weight"));
        reference.check("b2", step.parameters().get("layers.2.bias"));
        Tensor logit = Parameters.with(start, step.parameters()).forward(x, Context.inference());
        reference.check("probability_after", logit.sigmoid().as(DType.FLOAT32).reshape(1));
    }
}
