package gradus.nn.reference;

import static org.assertj.core.api.Assertions.assertThat;

import gradus.core.tensor.Tensor;
import gradus.core.type.Key;
import gradus.nn.layer.BatchNorm;
import gradus.nn.layer.Context;
import gradus.nn.layer.GroupNorm;
import gradus.nn.layer.InstanceNorm;
import gradus.nn.layer.LayerNorm;
import gradus.nn.layer.Param;
import gradus.nn.layer.RmsNorm;
import gradus.nn.layer.Stat;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every case of the shared reference file for normalisation; those with channels after the samples are turned
/// round.
class NormReferenceTest {
    static List<Named<Case>> cases() throws IOException {
        return Case.of("norm.json");
    }

    @Test
    void the_reference_file_holds_twenty_cases() throws IOException {
        assertThat(cases()).hasSize(20);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void a_reference_case_is_met(Case reference) {
        Tensor x = reference.input("x");
        double epsilon = reference.number("epsilon", 0);
        switch (reference.op()) {
            case "layer_norm" -> {
                LayerNorm layer = new LayerNorm(param(reference, "weight"), param(reference, "bias"), epsilon);
                reference.check("output", layer.forward(x, Context.inference()));
            }
            case "rms_norm" -> {
                RmsNorm layer = new RmsNorm(param(reference, "weight"), epsilon);
                reference.check("output", layer.forward(x, Context.inference()));
            }
            case "group_norm" -> {
                GroupNorm layer = new GroupNorm(
                        (int) reference.number("groups", 0), scale(reference, x), shift(reference, x), epsilon);
                reference.check(
                        "output", ChannelsLast.back(layer.forward(ChannelsLast.from(x), Context.training(Key.of(1)))));
            }
            case "instance_norm" -> {
                InstanceNorm layer = new InstanceNorm(
                        scale(reference, x), shift(reference, x), Optional.empty(), Optional.empty(), 0.1, epsilon);
                reference.check(
                        "output", ChannelsLast.back(layer.forward(ChannelsLast.from(x), Context.training(Key.of(1)))));
            }
            case "batch_norm" -> batchNorm(reference, ChannelsLast.from(x), epsilon);
            default -> throw new AssertionError("the reference file names an unknown layer: " + reference.op());
        }
    }

    private static void batchNorm(Case reference, Tensor x, double epsilon) {
        int channels = x.size(-1);
        BatchNorm layer = new BatchNorm(
                reference.hasInput("weight") ? param(reference, "weight") : new Param(Tensor.ones(channels)),
                reference.hasInput("bias") ? param(reference, "bias") : new Param(Tensor.zeros(channels)),
                new Stat(reference.hasInput("running_mean") ? reference.input("running_mean") : Tensor.zeros(channels)),
                new Stat(reference.hasInput("running_var") ? reference.input("running_var") : Tensor.ones(channels)),
                reference.number("momentum", 0.1),
                epsilon);
        boolean trains = !reference.text("mode").equals("inference");
        Context context = trains ? Context.training(Key.of(1)) : Context.inference();
        Tensor output = layer.forward(x, context);
        if (reference.text("mode").equals("inference after one training forward")) {
            BatchNorm moved = new BatchNorm(
                    layer.scale(),
                    layer.shift(),
                    new Stat(context.latest(layer.mean())),
                    new Stat(context.latest(layer.variance())),
                    layer.momentum(),
                    epsilon);
            output = moved.forward(x, Context.inference());
        }
        if (reference.expects("output")) {
            reference.check("output", ChannelsLast.back(output));
        }
        if (reference.expects("running_mean")) {
            reference.check("running_mean", context.latest(layer.mean()));
            reference.check("running_var", context.latest(layer.variance()));
        }
    }

    private static Param param(Case reference, String name) {
        return new Param(reference.input(name));
    }

    private static Optional<Param> scale(Case reference, Tensor x) {
        return reference.text("affine").startsWith("weight")
                ? Optional.of(new Param(Tensor.ones(x.size(1))))
                : Optional.empty();
    }

    private static Optional<Param> shift(Case reference, Tensor x) {
        return scale(reference, x).map(_ -> new Param(Tensor.zeros(x.size(1))));
    }
}
