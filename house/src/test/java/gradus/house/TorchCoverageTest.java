package gradus.house;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import gradus.core.op.Attention;
import gradus.core.op.Contraction;
import gradus.core.op.Elementwise;
import gradus.core.op.Fused;
import gradus.core.op.Indexing;
import gradus.core.op.Leaf;
import gradus.core.op.Movement;
import gradus.core.op.Op;
import gradus.core.op.Ordered;
import gradus.core.op.Pooling;
import gradus.core.op.Random;
import gradus.core.op.Recurrent;
import gradus.core.op.Reduction;
import gradus.core.op.UnaryFn;
import gradus.core.op.Windowed;
import gradus.nn.layer.Layer;
import gradus.testkit.EveryOp;
import gradus.testkit.Sample;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Each operation and each layer is compared with PyTorch's numbers: it names the file of `golden/torch` that holds
/// them, or stands among those that have no counterpart.
final class TorchCoverageTest {
    private static final String NONE = "";

    /// Functions that change no number.
    private static final Set<UnaryFn> FREE = EnumSet.of(UnaryFn.IDENTITY, UnaryFn.STOP_GRADIENT);

    /// Layers whose files are called otherwise than they are.
    private static final Map<String, String> NAMES = Map.ofEntries(
            Map.entry("Conv", "conv2d"),
            Map.entry("ConvTranspose", "conv-transpose2d"),
            Map.entry("Upsample", "upsample-bilinear"),
            Map.entry("Pad", "pad-reflect"),
            Map.entry("BatchNorm", "batch-norm-train"),
            Map.entry("MultiHeadAttention", "attention-self"),
            Map.entry("TransformerEncoderBlock", "encoder-pre"),
            Map.entry("FeedForward", "encoder-pre"),
            Map.entry("TransformerEncoder", "gpt"),
            Map.entry("CausalLanguageModel", "gpt"),
            Map.entry("PositionalEmbedding", "gpt"),
            Map.entry("Causal", "encoder-stack-causal"),
            Map.entry("Residual", "residual-projection"),
            Map.entry("Sequential", "train-mlp"),
            Map.entry("Activate", "activation-gelu"));

    /// What PyTorch does not have, or what is random: tests of their own judge these by their definitions.
    private static final Set<String> WITHOUT = Set.of(
            "Dropout",
            "ChannelDropout",
            "TabularInput",
            "PickChannels",
            "Adapted",
            "FromLastValue",
            "ChannelWise",
            "Ensemble",
            "Blend",
            "RadialBasis",
            "ExponentialBasis",
            "PiecewiseLinear",
            "SinusoidalPositions");

    @Test
    void each_operation_names_numbers_of_py_torch() throws IOException {
        Set<String> files = files();
        for (Sample sample : EveryOp.samples()) {
            String file = file(sample.op());
            assertThat(file.equals(NONE) || files.contains(file))
                    .as("%s names “%s”", sample, file)
                    .isTrue();
        }
    }

    @Test
    void each_layer_names_numbers_of_py_torch() throws IOException {
        Set<String> files = files();
        Set<String> layers = Classes.ofMain().stream()
                .filter(type -> type.isAssignableTo(Layer.class) && !type.isInterface())
                .filter(type -> type.getModifiers().contains(JavaModifier.PUBLIC))
                .filter(type -> type.getPackageName().startsWith("gradus.nn."))
                .map(JavaClass::getSimpleName)
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(layers).hasSizeGreaterThan(30).containsAll(NAMES.keySet()).containsAll(WITHOUT);
        assertThat(layers.stream().filter(layer -> !WITHOUT.contains(layer)).filter(layer -> {
                    String file = NAMES.getOrDefault(layer, dashed(layer));
                    return !files.contains(file) && !files.contains(file + "2d");
                }))
                .as("layers without numbers of PyTorch")
                .isEmpty();
    }

    private static Set<String> files() throws IOException {
        try (Stream<Path> files = Files.list(Repository.root().resolve("golden/torch"))) {
            return files.map(path -> path.getFileName().toString().replace(".safetensors", ""))
                    .collect(Collectors.toSet());
        }
    }

    private static String dashed(String name) {
        return name.replaceAll("(?<=[a-z])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
    }

    private static String file(Op op) {
        return switch (op) {
            case Leaf _, Random _, Fused.Pointwise _ -> NONE; // given, drawn, or other operations in one loop
            case Elementwise.Unary unary -> FREE.contains(unary.fn()) ? NONE : operation(unary.fn());
            case Elementwise.Binary binary -> operation(binary.fn());
            case Elementwise.Compare compare -> operation(compare.fn());
            case Elementwise.Select _ -> "op-select";
            case Elementwise.Cast _ -> "op-cast";
            case Fused.Softmax _ -> "op-softmax";
            case Fused.LogSoftmax _ -> "op-log_softmax";
            case Fused.CrossEntropy _ -> "op-cross_entropy";
            case Contraction.MatMul _ -> "op-matmul";
            case Indexing.Gather _ -> "op-gather";
            case Indexing.ScatterAdd _ -> "op-scatter_add";
            case Indexing.GatherAlong _ -> "op-gather_along";
            case Indexing.ScatterAddAlong _ -> "op-scatter_add_along";
            case Movement.Reshape _ -> "op-reshape";
            case Movement.Transpose _ -> "op-transpose";
            case Movement.Broadcast _ -> "op-broadcast";
            case Movement.Slice _ -> "op-slice";
            case Movement.Pad _ -> "op-pad";
            case Movement.Concat _ -> "op-concat";
            case Movement.Reverse _ -> "op-reverse";
            case Ordered.Cumulate cumulate ->
                "op-cumulative_" + cumulate.fn().name().toLowerCase(Locale.ROOT);
            case Ordered.ArgSort _ -> "op-arg_sort";
            case Reduction.Reduce reduce -> "op-reduce_" + reduce.fn().name().toLowerCase(Locale.ROOT);
            case Reduction.ArgReduce reduce -> operation(reduce.fn());
            case Pooling pooling -> file(pooling);
            case Windowed.Convolution _, Windowed.ConvolutionInputGradient _, Windowed.ConvolutionWeightGradient _ ->
                "conv2d"; // the gradients of its file
            case Attention.Attend _, Attention.AttendGradient _ -> "attention-self";
            case Recurrent.Sequence _, Recurrent.SequenceGradient _ -> "lstm";
        };
    }

    private static String file(Pooling pooling) {
        return switch (pooling) {
            case Pooling.WindowMax _, Pooling.WindowArgMax _, Pooling.WindowMaxGradient _ -> "max-pool2d";
            case Pooling.WindowSum _, Pooling.WindowSpread _ -> "avg-pool2d"; // the second is the first one's gradient
        };
    }

    private static String operation(Enum<?> function) {
        return "op-" + function.name().toLowerCase(Locale.ROOT);
    }
}
