package gradus.explain.step;

import static org.assertj.core.api.Assertions.assertThat;

import gradus.core.tensor.Tensor;
import gradus.core.type.DType;
import gradus.core.type.Key;
import gradus.core.type.Literal;
import gradus.core.type.TensorType;
import gradus.explain.document.Explanation;
import gradus.explain.document.Line;
import gradus.explain.document.Phase;
import gradus.explain.maths.Evaluation;
import gradus.explain.maths.Symbol;
import gradus.nn.activation.Activation;
import gradus.nn.data.Dataset;
import gradus.nn.layer.Activate;
import gradus.nn.layer.Layer;
import gradus.nn.layer.Linear;
import gradus.nn.layer.Param;
import gradus.nn.layer.Sequential;
import gradus.nn.loss.Loss;
import gradus.nn.optim.AdaDelta;
import gradus.nn.optim.AdaGrad;
import gradus.nn.optim.AdaMax;
import gradus.nn.optim.Adam;
import gradus.nn.optim.AdamW;
import gradus.nn.optim.ClipGlobalNorm;
import gradus.nn.optim.Lamb;
import gradus.nn.optim.Lion;
import gradus.nn.optim.Muon;
import gradus.nn.optim.NAdam;
import gradus.nn.optim.Optimizer;
import gradus.nn.optim.RmsProp;
import gradus.nn.optim.Schedule;
import gradus.nn.optim.Sgd;
import gradus.nn.train.StepByStep;
import gradus.nn.train.Training;
import gradus.nn.train.Weights;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The formulas of an update, computed by hand from the numbers put into them, are the next parameters of the real
/// run, bit for bit.
final class OptimizerStepsTest {
    private static final int UPDATES = 3;

    static Stream<Optimizer> optimizers() {
        return Stream.of(
                Sgd.of(0.1),
                Sgd.of(0.1).momentum(0.9),
                Sgd.of(0.1).nesterov(0.9),
                RmsProp.of(0.01),
                AdaGrad.of(0.01),
                AdaDelta.of(1),
                Adam.of(0.01),
                Adam.keras(0.01),
                Adam.of(0.01).amsgrad(),
                AdamW.of(0.01),
                AdaMax.of(0.01),
                NAdam.of(0.01),
                Lamb.of(0.01),
                Lion.of(0.001),
                Muon.of(0.01),
                Adam.of(0.01).schedule(new Schedule.Scaled(new Schedule.Constant(0.1), 0.3)),
                Sgd.of(0.1).after(ClipGlobalNorm.of(0.01)));
    }

    @ParameterizedTest
    @MethodSource("optimizers")
    void a_step_by_hand_is_the_step_of_the_run(Optimizer optimizer) {
        StepByStep<Sequential> run = StepByStep.of(Training.of(network(), new Points(), Loss.MEAN_SQUARED_ERROR)
                .optimizer(optimizer)
                .batchSize(2));
        for (int update = 0; update < UPDATES; update++) {
            run.read();
            Explanation told = Explainer.explain(run.moment(), Focus.defaults(), Labels.of("update"), 60);
            run.update();
            assertThat(told.agreement().failed()).isZero();
            Map<String, Literal> parameters = Weights.of(run.network()).parameters();
            check(told, "W", "1", parameters.get("layers.0.weight"));
            check(told, "b", "1", parameters.get("layers.0.bias"));
            check(told, "W", "2", parameters.get("layers.2.weight"));
            check(told, "b", "2", parameters.get("layers.2.bias"));
        }
    }

    private static void check(Explanation told, String letter, String layer, Literal parameter) {
        assertThat(parameter).isNotNull();
        for (int e = 0; e < parameter.count(); e++) {
            List<Integer> indices = Namer.indices(parameter.type().shape(), e);
            Line line = told.find(Phase.UPDATE, new Symbol.Next(new Symbol.Name(letter, layer, indices)))
                    .orElseThrow();
            assertThat(Evaluation.of(line.formula())).isEqualTo(parameter.get(e));
        }
    }

    private static Sequential network() {
        Key key = Key.of(3);
        return Sequential.of(
                wide(Linear.of(2, 3, key)), new Activate(Activation.TANH), wide(Linear.of(3, 1, key.fold(1))));
    }

    private static Layer wide(Linear layer) {
        return new Linear(wide(layer.weight()), layer.bias().map(OptimizerStepsTest::wide));
    }

    private static Param wide(Param param) {
        return new Param(Tensor.of(param.value().literal().as(DType.FLOAT64)));
    }

    /// Five points of `y = x₁x₂` in float64.
    private record Points() implements Dataset {
        @Override
        public int size() {
            return 5;
        }

        @Override
        public List<TensorType> sampleTypes() {
            return List.of(TensorType.of(DType.FLOAT64, 2), TensorType.of(DType.FLOAT64, 1));
        }

        @Override
        public void read(int index, Key key, List<Literal> batch, int row) {
            double a = index - 1.7;
            double b = 0.3 * index * index - 1;
            batch.get(0).set(2 * row, a);
            batch.get(0).set(2 * row + 1, b);
            batch.get(1).set(row, a * b);
        }
    }
}
