package elsewhere;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import gradus.core.tensor.Tensor;
import gradus.core.type.Key;
import gradus.core.type.ShapeException;
import gradus.nn.data.ArrayDataset;
import gradus.nn.layer.Context;
import gradus.nn.layer.Layer;
import gradus.nn.layer.Linear;
import gradus.nn.layer.Residual;
import gradus.nn.layer.Sequential;
import gradus.nn.loss.Loss;
import gradus.nn.spatial.Conv;
import gradus.nn.train.Training;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Errors name the line of code outside the library, as from a user's own package.
class UsersLineTest {
    private static final Key KEY = Key.of(1);

    record Own(Linear first, Layer body) implements Layer {
        @Override
        public Tensor forward(Tensor input, Context context) {
            return body.forward(first.forward(input, context), context);
        }
    }

    private static Layer nested() {
        Layer layer = Conv.of2d(3, 4, 3, KEY);
        for (int i = 0; i < 40; i++) {
            layer = new Sequential(List.of(Residual.of(layer)));
        }
        return layer;
    }

    @Test
    void of_the_call_however_deep_the_network_is() {
        assertThatExceptionOfType(ShapeException.class)
                .isThrownBy(() -> nested().forward(Tensor.zeros(2, 3), Context.inference()))
                .withMessageContaining(
                        ", got [2, 3] at UsersLineTest.of_the_call_however_deep_the_network_is(UsersLineT");
    }

    @Test
    void of_the_users_own_layer_in_training() {
        Own network = new Own(Linear.of(3, 3, KEY), nested());
        ArrayDataset data = ArrayDataset.ofClasses(new float[12], 3, new int[] {0, 1, 0, 1});
        assertThatExceptionOfType(ShapeException.class)
                .isThrownBy(() -> Training.of(network, data, Loss.CROSS_ENTROPY).fit())
                .withMessageContaining(", got [4, 3] at Own.forward(UsersLineTest.java:");
    }
}
