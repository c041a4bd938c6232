package gradus.io.pretrained;

import gradus.core.type.Key;
import gradus.io.json.Fields;
import gradus.io.safetensors.Safetensors;
import gradus.nn.attention.BlockPlan;
import gradus.nn.attention.BlockStyle;
import gradus.nn.attention.FeedForward;
import gradus.nn.attention.PositionalEmbedding;
import gradus.nn.data.text.WordPieces;
import gradus.nn.layer.Embedding;
import gradus.nn.layer.LayerNorm;
import gradus.nn.layer.Linear;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Reads BERT (Devlin et al. 2019): normalisation behind the parts, token types, and a pooler where there is one.
final class BertFolder {
    private static final Key START = Key.of(0);
    private static final String TABLE = "embeddings.word_embeddings.weight";
    private static final String POOLER = "pooler.dense";

    private BertFolder() {}

    static TextEncoder encoder(Path folder, Fields config, Safetensors file) {
        ConfigWords.require(config, "is_decoder", false);
        ConfigWords.require(config, "add_cross_attention", false);
        String positions = config.text("position_embedding_type").orElse("absolute");
        if (!positions.equals("absolute")) {
            throw config.wrong("'position_embedding_type' must be absolute, got '" + positions + "'");
        }
        NamedWeights weights = new NamedWeights(file, TABLE, "bert.");
        int layers = config.number("num_hidden_layers");
        boolean pools = weights.has(POOLER + ".weight");
        collect(weights, layers, pools);
        require(weights, config);
        WordPieces tokenizer = TokenizerFolder.wordPieces(folder);
        int rows = config.number("vocab_size");
        if (tokenizer.size() > rows) {
            throw config.wrong("'vocab_size' must be at least the " + tokenizer.size()
                    + " pieces that the tokenizer has, got " + rows + "; the files are of different models");
        }
        BertEncoder network =
                weights.into(network(config, rows, layers, pools), ConfigWords.number(config, "layer_norm_eps", 1e-12));
        return new TextEncoder(network, tokenizer);
    }

    private static void require(NamedWeights weights, Fields config) {
        int width = config.number("hidden_size");
        weights.require("tokens.table", 0, config, "vocab_size", config.number("vocab_size"));
        weights.require("tokens.table", 1, config, "hidden_size", width);
        int places = config.number("max_position_embeddings");
        weights.require("positions.table", 0, config, "max_position_embeddings", places);
        weights.require("types.table", 0, config, "type_vocab_size", config.number("type_vocab_size"));
        int hidden = config.number("intermediate_size");
        weights.require("blocks.blocks.0.feedForward.inner.weight", 1, config, "intermediate_size", hidden);
    }

    private static BertEncoder network(Fields config, int rows, int layers, boolean pools) {
        int width = config.number("hidden_size");
        BlockPlan block = BlockPlan.of(width, config.number("num_attention_heads"))
                .withHidden(config.number("intermediate_size"))
                .withPlacement(BlockStyle.Placement.POST)
                .withFeedForward(FeedForward.Kind.PLAIN, ConfigWords.activation(config, "hidden_act", "gelu"));
        return new BertEncoder(
                Embedding.of(rows, width, START),
                PositionalEmbedding.of(config.number("max_position_embeddings"), width, START),
                Embedding.of(config.number("type_vocab_size"), width, START),
                LayerNorm.of(width),
                block.encoder(layers, START),
                pools ? Optional.of(Linear.of(width, width, START)) : Optional.empty());
    }

    private static void collect(NamedWeights weights, int layers, boolean pools) {
        weights.plain("tokens.table", TABLE);
        weights.plain("positions.table", "embeddings.position_embeddings.weight");
        weights.plain("types.table", "embeddings.token_type_embeddings.weight");
        weights.norm("norm", "embeddings.LayerNorm");
        for (int i = 0; i < layers; i++) {
            String from = "encoder.layer." + i + ".";
            String self = from + "attention.self.";
            String to = "blocks.blocks." + i + ".";
            weights.linear(to + "attention.projections.all", List.of(self + "query", self + "key", self + "value"));
            weights.linear(to + "attention.output", List.of(from + "attention.output.dense"));
            weights.norm(to + "attentionNorm", from + "attention.output.LayerNorm");
            weights.linear(to + "feedForward.inner", List.of(from + "intermediate.dense"));
            weights.linear(to + "feedForward.outer", List.of(from + "output.dense"));
            weights.norm(to + "feedForwardNorm", from + "output.LayerNorm");
        }
        if (pools) {
            weights.linear("pooler", List.of(POOLER));
        }
    }
}
