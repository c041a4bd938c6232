package gradus.io.pretrained;

import gradus.core.type.Key;
import gradus.io.json.Fields;
import gradus.io.safetensors.Safetensors;
import gradus.nn.attention.BlockPlan;
import gradus.nn.attention.CausalLanguageModel;
import gradus.nn.attention.CausalLanguagePlan;
import gradus.nn.attention.FeedForward;
import gradus.nn.data.text.Tokenizer;
import gradus.nn.train.Provenance;
import gradus.nn.train.TextInput;
import gradus.nn.train.TextModel;
import gradus.nn.train.Version;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Reads GPT-2 (Radford et al. 2019). Its maps are `[in, out]`, as ours; the head is the table of tokens unless the
/// configuration says otherwise.
final class Gpt2Folder {
    private static final String TABLE = "wte.weight";

    private Gpt2Folder() {}

    static TextModel model(Path folder, Fields config, Safetensors file) {
        refuse(config);
        int width = config.number("n_embd");
        int layers = config.number("n_layer");
        int context = config.number("n_positions");
        boolean tied = config.isTrue("tie_word_embeddings", "true");
        NamedWeights weights = new NamedWeights(file, TABLE, "transformer.");
        collect(weights, layers, tied ? List.of() : List.of("head"));
        weights.require("tokens.table", 1, config, "n_embd", width);
        weights.require("positions.table", 0, config, "n_positions", context);
        int hidden = config.isAbsent("n_inner") ? 4 * width : config.number("n_inner");
        weights.require("blocks.blocks.0.feedForward.inner.weight", 1, config, "n_inner", hidden);
        BlockPlan block = BlockPlan.of(width, config.number("n_head"))
                .withHidden(hidden)
                .withFeedForward(
                        FeedForward.Kind.PLAIN, ConfigWords.activation(config, "activation_function", "gelu_new"));
        CausalLanguagePlan plan = CausalLanguageModel.gpt(layers, config.number("n_head"), width)
                .withBlock(block)
                .withEnds(tied ? CausalLanguagePlan.Ends.TIED : CausalLanguagePlan.Ends.SEPARATE);
        Tokenizer tokenizer = TokenizerFolder.bytePairs(folder);
        int rows = config.number("vocab_size");
        if (tokenizer.size() > rows) {
            throw config.wrong("'vocab_size' must be at least the " + tokenizer.size()
                    + " tokens that the tokenizer has, got " + rows + "; the files are of different models");
        }
        weights.cut("tokens.table", 0, rows, tokenizer.size());
        weights.cut("head.weight", 1, rows, tokenizer.size());
        CausalLanguageModel network = weights.into(
                plan.build(tokenizer.size(), context, Key.of(0)),
                ConfigWords.number(config, "layer_norm_epsilon", 1e-5));
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("architecture", plan.describe());
        Provenance provenance =
                new Provenance(Version.current(), String.valueOf(folder), "", settings, Map.of("ended", "read"));
        return new TextModel(network, new TextInput(tokenizer, context), provenance);
    }

    private static void refuse(Fields config) {
        ConfigWords.require(config, "scale_attn_weights", true);
        ConfigWords.require(config, "scale_attn_by_inverse_layer_idx", false);
        ConfigWords.require(config, "add_cross_attention", false);
    }

    private static void collect(NamedWeights weights, int layers, List<String> heads) {
        weights.plain("tokens.table", TABLE);
        weights.plain("positions.table", "wpe.weight");
        for (int i = 0; i < layers; i++) {
            String from = "h." + i + ".";
            String to = "blocks.blocks." + i + ".";
            weights.norm(to + "attentionNorm", from + "ln_1");
            weights.turnedLinear(to + "attention.projections.all", from + "attn.c_attn");
            weights.turnedLinear(to + "attention.output", from + "attn.c_proj");
            weights.norm(to + "feedForwardNorm", from + "ln_2");
            weights.turnedLinear(to + "feedForward.inner", from + "mlp.c_fc");
            weights.turnedLinear(to + "feedForward.outer", from + "mlp.c_proj");
        }
        weights.norm("blocks.norm", "ln_f");
        heads.forEach(head ->
                weights.put(head + ".weight", weights.outside("lm_head.weight").transpose()));
    }
}
