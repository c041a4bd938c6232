package gradus.io.torch;

import static org.assertj.core.api.Assertions.assertThat;

import gradus.core.tensor.Autodiff;
import gradus.core.tensor.Tensor;
import gradus.core.tree.Tree;
import gradus.core.type.Key;
import gradus.nn.activation.Activation;
import gradus.nn.attention.AttentionMask;
import gradus.nn.attention.BlockPlan;
import gradus.nn.attention.BlockStyle.Placement;
import gradus.nn.attention.Causal;
import gradus.nn.attention.CausalLanguageModel;
import gradus.nn.attention.CausalLanguagePlan;
import gradus.nn.attention.FeedForward;
import gradus.nn.attention.Glu;
import gradus.nn.attention.MultiHeadAttention;
import gradus.nn.attention.TransformerDecoderBlock;
import gradus.nn.attention.TransformerEncoderBlock;
import gradus.nn.layer.Context;
import gradus.nn.layer.Param;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Attention, transformer blocks and a small causal language model: results and all gradients are PyTorch's.
final class AttentionTest {
    private static final Key KEY = Key.of(1);
    private static final Context INFERENCE = Context.inference();

    /// What a network of ours makes of inputs.
    private interface Pass<N> {
        Tensor apply(N network, List<Tensor> inputs);
    }

    static List<Named<TorchCase>> cases() {
        return TorchCase.ofKind(
                "attention", "attention_cross", "encoder", "encoder_stack", "decoder", "gpt", "llama", "glu");
    }

    @Test
    void there_are_eleven_cases() {
        assertThat(cases()).hasSize(11);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void results_and_gradients_are_those_of_the_other_system(TorchCase reference) {
        switch (reference.kind()) {
            case "glu" ->
                check(reference, new Glu(Activation.SIGMOID), Map.of(), (n, in) -> n.forward(in.get(0), INFERENCE));
            case "attention" -> attention(reference);
            case "attention_cross" ->
                check(
                        reference,
                        MultiHeadAttention.cross(6, 4, 4, reference.number("heads"), KEY),
                        separate(reference.under("param.inner."), ""),
                        (n, in) -> n.attend(in.get(0), in.get(1), in.get(2), AttentionMask.NONE, INFERENCE));
            case "encoder" ->
                check(
                        reference,
                        encoder(reference),
                        encoder(reference.under("param.")),
                        (n, in) -> n.forward(in.get(0), INFERENCE));
            case "encoder_stack" ->
                check(
                        reference,
                        new Causal(plan(reference).encoder(2, KEY)),
                        stack(reference.under("param.")),
                        (n, in) -> n.forward(in.get(0), INFERENCE));
            case "decoder" ->
                check(
                        reference,
                        decoder(reference),
                        decoder(reference.under("param.inner.")),
                        (n, in) ->
                                n.forward(in.get(0), in.get(1), AttentionMask.CAUSAL, AttentionMask.NONE, INFERENCE));
            case "gpt" ->
                check(
                        reference,
                        CausalLanguageModel.gpt(2, reference.number("heads"), 8).build(11, 6, KEY),
                        gpt(reference.under("param.")),
                        (n, in) -> n.forward(in.get(0), INFERENCE));
            case "llama" ->
                check(
                        reference,
                        llama(reference).build(11, 6, KEY),
                        llama(reference.under("param.")),
                        (n, in) -> n.forward(in.get(0), INFERENCE));
            default -> throw new AssertionError(reference);
        }
    }

    private static <N> void check(TorchCase reference, N network, Map<String, Tensor> parameters, Pass<N> pass) {
        List<String> inputs = Stream.of("x", "y", "z")
                .filter(name -> reference.has("in." + name))
                .toList();
        List<Tensor> given =
                inputs.stream().map(name -> reference.tensor("in." + name)).toList();
        assertThat(Tree.leaves(network, Param.class).keySet()).containsExactlyInAnyOrderElementsOf(parameters.keySet());
        TorchCase.close("the result", pass.apply(with(network, parameters), given), reference.tensor("out"));
        List<String> paths = List.copyOf(parameters.keySet());
        boolean floating = reference.has("grad.in.x");
        List<Tensor> points = new ArrayList<>(parameters.values());
        points.addAll(floating ? given : List.of());
        List<Tensor> gradients = Autodiff.valueAndGradients(
                        values -> {
                            Map<String, Tensor> bound = new LinkedHashMap<>();
                            paths.forEach(path -> bound.put(path, values.get(bound.size())));
                            List<Tensor> ins = floating ? values.subList(paths.size(), values.size()) : given;
                            Tensor out = pass.apply(with(network, bound), ins);
                            return out.multiply(reference.tensor("probe")).sum();
                        },
                        points)
                .gradients();
        Map<String, Tensor> wanted = gradients(reference);
        for (int i = 0; i < paths.size(); i++) {
            TorchCase.close("the gradient of " + paths.get(i), gradients.get(i), tensor(wanted, paths.get(i)));
        }
        for (int i = 0; floating && i < inputs.size(); i++) {
            String name = inputs.get(i);
            TorchCase.close(
                    "the gradient of " + name, gradients.get(paths.size() + i), reference.tensor("grad.in." + name));
        }
    }

    private static Map<String, Tensor> gradients(TorchCase reference) {
        return switch (reference.kind()) {
            case "attention" -> joint(reference.under("grad.param.inner.inner."), "", "");
            case "attention_cross" -> separate(reference.under("grad.param.inner."), "");
            case "encoder" -> encoder(reference.under("grad.param."));
            case "encoder_stack" -> stack(reference.under("grad.param."));
            case "decoder" -> decoder(reference.under("grad.param.inner."));
            case "gpt" -> gpt(reference.under("grad.param."));
            case "llama" -> llama(reference.under("grad.param."));
            default -> Map.of();
        };
    }

    private static <N> N with(N network, Map<String, Tensor> values) {
        return Tree.map(network, Param.class, (path, _) -> new Param(tensor(values, path)));
    }

    private static Tensor tensor(Map<String, Tensor> tensors, String name) {
        Tensor found = tensors.get(name);
        if (found == null) {
            throw new AssertionError("no " + name + " among " + tensors.keySet());
        }
        return found;
    }

    private static void attention(TorchCase reference) {
        AttentionMask mask = reference.config().get("causal").asBoolean() ? AttentionMask.CAUSAL : AttentionMask.NONE;
        check(
                reference,
                MultiHeadAttention.of(6, reference.number("heads"), KEY),
                joint(reference.under("param.inner.inner."), "", ""),
                (n, in) -> n.forward(in.get(0), mask, INFERENCE));
    }

    private static Map<String, Tensor> joint(Map<String, Tensor> theirs, String from, String to) {
        Map<String, Tensor> ours = new LinkedHashMap<>();
        ours.put(
                to + "projections.all.weight",
                tensor(theirs, from + "in_proj_weight").transpose());
        ours.put(to + "projections.all.bias", tensor(theirs, from + "in_proj_bias"));
        linear(theirs, from + "out_proj", ours, to + "output");
        return ours;
    }

    private static Map<String, Tensor> separate(Map<String, Tensor> theirs, String to) {
        return separate(theirs, "", to);
    }

    private static Map<String, Tensor> separate(Map<String, Tensor> theirs, String from, String to) {
        Map<String, Tensor> ours = new LinkedHashMap<>();
        List<String> names = List.of("query", "key", "value");
        Tensor bias = tensor(theirs, from + "in_proj_bias");
        int width = bias.size(0) / 3;
        for (int i = 0; i < 3; i++) {
            Tensor weight = theirs.containsKey(from + "in_proj_weight")
                    ? tensor(theirs, from + "in_proj_weight").slice(0, i * width, (i + 1) * width)
                    : tensor(theirs, from + names.get(i).charAt(0) + "_proj_weight");
            ours.put(to + "projections." + names.get(i) + ".weight", weight.transpose());
            ours.put(to + "projections." + names.get(i) + ".bias", bias.slice(0, i * width, (i + 1) * width));
        }
        linear(theirs, from + "out_proj", ours, to + "output");
        return ours;
    }

    private static void linear(Map<String, Tensor> theirs, String from, Map<String, Tensor> ours, String to) {
        weight(theirs, from, ours, to);
        ours.put(to + ".bias", tensor(theirs, from + ".bias"));
    }

    private static void weight(Map<String, Tensor> theirs, String from, Map<String, Tensor> ours, String to) {
        ours.put(to + ".weight", tensor(theirs, from + ".weight").transpose());
    }

    private static void norm(Map<String, Tensor> theirs, String from, Map<String, Tensor> ours, String to) {
        ours.put(to + ".scale", tensor(theirs, from + ".weight"));
        ours.put(to + ".shift", tensor(theirs, from + ".bias"));
    }

    private static BlockPlan plan(TorchCase reference) {
        Placement placement = reference.text("norm").equals("pre") ? Placement.PRE : Placement.POST;
        return BlockPlan.of(6, reference.number("heads")).withHidden(8).withPlacement(placement);
    }

    private static TransformerEncoderBlock encoder(TorchCase reference) {
        return plan(reference).encoderBlock(KEY);
    }

    private static Map<String, Tensor> encoder(Map<String, Tensor> theirs) {
        Map<String, Tensor> ours = new LinkedHashMap<>(joint(theirs, "self_attn.", "attention."));
        norm(theirs, "norm1", ours, "attentionNorm");
        norm(theirs, "norm2", ours, "feedForwardNorm");
        linear(theirs, "linear1", ours, "feedForward.inner");
        linear(theirs, "linear2", ours, "feedForward.outer");
        return ours;
    }

    private static Map<String, Tensor> stack(Map<String, Tensor> theirs) {
        Map<String, Tensor> ours = new LinkedHashMap<>();
        for (int i = 0; i < 2; i++) {
            String from = "inner.layers." + i + ".";
            Map<String, Tensor> block = new LinkedHashMap<>();
            theirs.forEach((name, value) -> block.put(name.replace(from, ""), value));
            String to = "layer.blocks." + i + ".";
            encoder(block).forEach((name, value) -> ours.put(to + name, value));
        }
        norm(theirs, "inner.norm", ours, "layer.norm");
        return ours;
    }

    private static TransformerDecoderBlock decoder(TorchCase reference) {
        return plan(reference)
                .withFeedForward(FeedForward.Kind.PLAIN, Activation.RELU)
                .decoderBlock(KEY);
    }

    private static Map<String, Tensor> decoder(Map<String, Tensor> theirs) {
        Map<String, Tensor> ours = new LinkedHashMap<>(joint(theirs, "self_attn.", "selfAttention."));
        ours.putAll(separate(theirs, "multihead_attn.", "crossAttention."));
        norm(theirs, "norm1", ours, "selfNorm");
        norm(theirs, "norm2", ours, "crossNorm");
        norm(theirs, "norm3", ours, "feedForwardNorm");
        linear(theirs, "linear1", ours, "feedForward.inner");
        linear(theirs, "linear2", ours, "feedForward.outer");
        return ours;
    }

    private static Map<String, Tensor> gpt(Map<String, Tensor> theirs) {
        Map<String, Tensor> ours = new LinkedHashMap<>();
        ours.put("tokens.table", tensor(theirs, "tokens.weight"));
        ours.put("positions.table", tensor(theirs, "positions.weight"));
        for (int i = 0; i < 2; i++) {
            String from = "blocks." + i + ".";
            String to = "blocks.blocks." + i + ".";
            linear(theirs, from + "qkv", ours, to + "attention.projections.all");
            linear(theirs, from + "out", ours, to + "attention.output");
            linear(theirs, from + "inner", ours, to + "feedForward.inner");
            linear(theirs, from + "outer", ours, to + "feedForward.outer");
            norm(theirs, from + "norm1", ours, to + "attentionNorm");
            norm(theirs, from + "norm2", ours, to + "feedForwardNorm");
        }
        norm(theirs, "norm", ours, "blocks.norm");
        return ours;
    }

    private static CausalLanguagePlan llama(TorchCase reference) {
        CausalLanguagePlan plan =
                CausalLanguageModel.llama(2, reference.number("heads"), 16, reference.number("hidden"));
        return plan.withBlock(plan.block().withKvHeads(reference.number("kv_heads")));
    }

    private static Map<String, Tensor> llama(Map<String, Tensor> theirs) {
        Map<String, Tensor> ours = new LinkedHashMap<>();
        ours.put("tokens.table", tensor(theirs, "tokens.weight"));
        for (int i = 0; i < 2; i++) {
            String from = "blocks." + i + ".";
            String to = "blocks.blocks." + i + ".";
            weight(theirs, from + "qkv", ours, to + "attention.projections.all");
            weight(theirs, from + "out", ours, to + "attention.output");
            weight(theirs, from + "inner", ours, to + "feedForward.inner");
            weight(theirs, from + "outer", ours, to + "feedForward.outer");
            ours.put(to + "attentionNorm.scale", tensor(theirs, from + "norm1.weight"));
            ours.put(to + "feedForwardNorm.scale", tensor(theirs, from + "norm2.weight"));
        }
        ours.put("blocks.norm.scale", tensor(theirs, "norm.weight"));
        weight(theirs, "head", ours, "head");
        return ours;
    }
}
