package gradus.explain.step;

import gradus.core.tensor.Tensor;
import gradus.core.type.Key;
import gradus.core.type.Literal;
import gradus.explain.render.Render;
import gradus.explain.render.TextStyle;
import gradus.nn.activation.Activation;
import gradus.nn.layer.*;
import gradus.nn.loss.Loss;
import gradus.nn.optim.*;
import gradus.nn.recurrent.*;
import gradus.nn.attention.*;
import gradus.nn.spatial.*;
import gradus.nn.train.Goal;
import java.util.*;
import org.junit.jupiter.api.Test;

final class TryIt {
    static void show(String what, Layer net, Tensor x, Tensor y, Loss loss, Optimizer o, Focus f) {
        Map<String, Literal> batch = new LinkedHashMap<>();
        batch.put("features", x.literal());
        batch.put("target", y.literal());
        long t = System.nanoTime();
        var e = Explainer.explain(Moment.first(net, Goal.of(loss), o, batch), f, Labels.of(what), 10);
        double s = (System.nanoTime() - t) / 1e9;
        String only = System.getProperty("only", "");
        if (only.isEmpty() || what.equals(only)) {
            IO.println(Render.text(e, TextStyle.plain()));
        }
        IO.println(what + " " + s + " s " + e.agreement() + " lines " + e.lines().size());
        e.lines().stream().filter(l -> l.check().isPresent() && !l.check().get().holds()).limit(5).forEach(l -> IO.println("  FAILED " + l.id() + " " + l.symbol() + " " + l.value() + " " + l.check()));
    }

    @Test
    void shows() {
        Key k = Key.of(1);
        Focus f = Focus.defaults();
        show("cnn", Sequential.of(Conv.of2d(1, 2, 3, k), new Activate(Activation.RELU), MaxPool.of2d(2), new Flatten(), Linear.of(8, 3, k)),
            Tensor.normal(k, 1, 6, 6, 1), Tensor.of(1L), Loss.CROSS_ENTROPY, Adam.of(0.01), f);
        show("lstm", Sequential.of(Lstm.of(2, 3, k), new LastStep(), Linear.of(3, 2, k)), Tensor.normal(k, 1, 4, 2), Tensor.of(1L), Loss.CROSS_ENTROPY, Sgd.of(0.1), f);
        show("gru", Sequential.of(Gru.of(2, 3, k), new LastStep(), Linear.of(3, 2, k)), Tensor.normal(k, 1, 4, 2), Tensor.of(1L), Loss.CROSS_ENTROPY, Sgd.of(0.1), f);
        show("norm", Sequential.of(Linear.of(3, 4, k), BatchNorm.of(4), new Activate(Activation.GELU), LayerNorm.of(4), Linear.of(4, 1, k)), Tensor.normal(k, 3, 3), Tensor.normal(k.fold("y"), 3, 1), Loss.MEAN_SQUARED_ERROR, RmsProp.of(0.1), f);
        show("residual", Sequential.of(Linear.of(3, 3, k), Residual.of(Sequential.of(Linear.of(3, 3, k), new Activate(Activation.TANH), Dropout.of(0.3))), Linear.of(3, 2, k)), Tensor.normal(k, 2, 3), Tensor.of(1L, 0L), Loss.CROSS_ENTROPY, AdamW.of(0.01).after(ClipGlobalNorm.of(0.5)), f);
    }
}
