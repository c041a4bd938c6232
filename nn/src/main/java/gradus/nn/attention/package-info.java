/// Attention and transformers: scaled dot-product and additive attention, heads, positions, feed-forward parts, blocks,
/// and the causal language model with its key-value cache.
package gradus.nn.attention;
