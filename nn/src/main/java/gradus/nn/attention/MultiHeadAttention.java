package gradus.nn.attention;

import gradus.core.op.CompareFn;
import gradus.core.tensor.Tensor;
import gradus.core.type.Key;
import gradus.core.type.Shape;
import gradus.core.type.ShapeException;
import gradus.nn.attention.Projections.Heads;
import gradus.nn.attention.Projections.Rows;
import gradus.nn.layer.Context;
import gradus.nn.layer.Dropout;
import gradus.nn.layer.Inner;
import gradus.nn.layer.Linear;
import java.util.List;
import java.util.Optional;

/// Several scaled dot-product attentions side by side, each with its own part of the features, whose results are
/// joined and mapped once more (Vaswani et al. 2017). With fewer heads of keys and values than of queries, neighbouring
/// heads of queries share one (grouped-query attention, Ainslie et al. 2023).
///
/// The size of a head is what the output map takes, divided by the heads; scores are divided by its root.
///
/// {@snippet file="NetworkSnippets.java" region="MultiHeadAttention"}
///
/// @param projections the maps to queries, keys and values
/// @param output the map of the joined results
/// @param heads how many heads queries have
/// @param dropout the share of weights that training drops
/// @param rotary positions of queries and keys, if they are turned
public record MultiHeadAttention(
        Projections projections, Linear output, int heads, double dropout, Optional<RotaryPositions> rotary)
        implements MaskedLayer {
    /// An output and the memory after one more token.
    ///
    /// @param output `[batch, 1, width]`
    /// @param memory keys and values so far
    record Step(Tensor output, AttentionMemory memory) {}

    /// Checks that the parts fit.
    public MultiHeadAttention {
        requireDivisible(output.inFeatures(), heads);
        int size = output.inFeatures() / heads;
        int keyFeatures = projections.keyFeatures(output.inFeatures());
        if (keyFeatures <= 0 || keyFeatures % size != 0 || heads % (keyFeatures / size) != 0) {
            throw new ShapeException("multi-head attention: keys need a number of heads of size " + size
                    + " that divides " + heads + ", got " + keyFeatures + " features");
        }
        if (rotary.isPresent()) {
            RotaryPositions.requireEven(size);
        }
        dropout = new Dropout(dropout).rate();
    }

    static void requireDivisible(int width, int heads) {
        if (heads <= 0 || width % heads != 0) {
            int below = Math.clamp(heads, 1, width);
            while (width % below != 0) {
                below--;
            }
            throw new ShapeException("multi-head attention: the width must be divisible by the heads, got width "
                    + width + " and " + heads + " heads; " + below + (below == 1 ? " head fits" : " heads fit"));
        }
    }

    /// Gives self-attention of one width with biases, no dropout and no positions; weights start by
    /// [gradus.nn.init.Initializer#glorotUniform], biases with zeros.
    ///
    /// @throws ShapeException if the width is not divisible by the heads
    public static MultiHeadAttention of(int width, int heads, Key key) {
        return BlockPlan.of(width, heads).attention(key);
    }

    /// Gives attention of inputs to a memory whose keys and values have sizes of their own, with a matrix for each.
    ///
    /// @param width the size of queries and of the output
    /// @param keySize the size of the keys' input
    /// @param valueSize the size of the values' input
    /// @param heads the number of heads
    /// @param key the randomness
    /// @throws ShapeException if the width is not divisible by the heads
    public static MultiHeadAttention cross(int width, int keySize, int valueSize, int heads, Key key) {
        requireDivisible(width, heads);
        Projections separate = new Projections.Separate(
                Linear.of(width, width, key.fold("query")),
                Linear.of(keySize, width, key.fold("key")),
                Linear.of(valueSize, width, key.fold("value")));
        Linear output = Linear.of(width, width, key.fold("output"));
        return new MultiHeadAttention(separate, output, heads, 0, Optional.empty());
    }

    /// Gives the size of a head.
    public int headSize() {
        return output.inFeatures() / heads;
    }

    /// Gives how many heads keys and values have.
    public int kvHeads() {
        return projections.keyFeatures(output.inFeatures()) / headSize();
    }

    /// Gives the self-attention of a batch.
    ///
    /// @param input `[batch, time, width]`
    /// @param mask which places are seen
    /// @param context whether this is training
    /// @throws ShapeException if the mask does not fit
    @Override
    public Tensor forward(Tensor input, AttentionMask mask, Context context) {
        return attend(input, input, input, mask, context);
    }

    /// Gives what queries find among keys: `[batch, queries, width]`.
    ///
    /// @param query `[batch, queries, width]`
    /// @param key `[batch, keys, key size]`
    /// @param value `[batch, keys, value size]`
    /// @param mask which keys are seen
    /// @param context whether this is training
    /// @throws ShapeException if the mask does not fit
    public Tensor attend(Tensor query, Tensor key, Tensor value, AttentionMask mask, Context context) {
        Rows rows = rows(query, key, value, mask);
        if (function().isOneOperation(mask, context)) {
            return mapped(function().attended(rows, heads, kvHeads(), mask), context);
        }
        Heads parts = rows.headsFirst(headSize());
        Tensor attended = function()
                .attend(parts.query(), shared(parts.key()), shared(parts.value()), mask.headsFirst(), context)
                .transpose(List.of(1, 2, 0, 3)); // [batch, time, heads, size]
        return mapped(attended.reshape(attended.size(0), attended.size(1), output.inFeatures()), context);
    }

    /// Gives the weights of every head, `[batch, heads, queries, keys]`, to be looked at.
    ///
    /// @param query `[batch, queries, width]`
    /// @param key `[batch, keys, width]`
    /// @param mask which keys are seen
    public Tensor weights(Tensor query, Tensor key, AttentionMask mask) {
        Heads parts = rows(query, key, key, mask).headsFirst(headSize());
        return function()
                .weights(parts.query(), shared(parts.key()), mask.headsFirst())
                .transpose(List.of(1, 0, 2, 3));
    }

    private DotProductAttention function() {
        return DotProductAttention.of().withDropout(dropout);
    }

    private Rows rows(Tensor query, Tensor key, Tensor value, AttentionMask mask) {
        Rows rows = projections.project(query, key, value, output.inFeatures());
        mask.check("multi-head attention", Shape.of(query.size(0), heads, query.size(1), key.size(1)));
        return rotary.map(positions ->
                        rows.turned(positions, Tensor.range(query.size(1)), Tensor.range(key.size(1)), headSize()))
                .orElse(rows);
    }

    /// Repeats heads of keys or values for the queries that share them.
    private Tensor shared(Tensor rows) {
        int times = heads / rows.size(0);
        return times == 1 ? rows : rows.repeat(times, 0);
    }

    private Tensor mapped(Tensor attended, Context context) {
        return Inner.forward("output", output, attended, context);
    }

    /// Gives an empty memory for self-attention of at most `capacity` tokens.
    AttentionMemory memory(int batch, int capacity) {
        return AttentionMemory.empty(
                batch, capacity, kvHeads() * headSize(), output.weight().value().dtype());
    }

    /// Gives the self-attention of one more token, which sees itself and the tokens before it.
    ///
    /// @param token `[batch, 1, width]`
    /// @param memory keys and values of the tokens before
    /// @param position the token's place, an int64 scalar
    Step step(Tensor token, AttentionMemory memory, Tensor position) {
        Context context = Context.inference();
        Rows rows = projections.project(token, token, token, output.inFeatures());
        Tensor at = position.reshape(1);
        Rows turned = rotary.map(positions -> rows.turned(positions, at, at, headSize()))
                .orElse(rows);
        AttentionMemory longer = memory.with(position, turned.key(), turned.value());
        Rows all = new Rows(turned.query(), longer.keys(), longer.values(), Optional.empty());
        Tensor seen = Tensor.range(memory.capacity()).compare(CompareFn.LESS_OR_EQUAL, position);
        AttentionMask mask = AttentionMask.NONE.withAllowed(seen.expand(0));
        Tensor attended = function().attended(all, heads, kvHeads(), mask);
        return new Step(mapped(attended, context), longer);
    }

    /// Gives the layer with dropout of the weights in training.
    public MultiHeadAttention withDropout(double dropout) {
        return new MultiHeadAttention(projections, output, heads, dropout, rotary);
    }

    /// Gives the layer with positions by which queries and keys are turned.
    public MultiHeadAttention withRotary(RotaryPositions positions) {
        return new MultiHeadAttention(projections, output, heads, dropout, Optional.of(positions));
    }

    @Override
    public String toString() {
        String shared = kvHeads() == heads ? "" : ", " + kvHeads() + " of keys and values";
        return "MultiHeadAttention " + projections.inFeatures() + ", " + heads + " heads" + shared
                + (rotary.isPresent() ? ", rotary positions" : "");
    }
}
