package gradus.nn.attention;

import gradus.core.tensor.Tensor;
import gradus.core.type.DType;
import gradus.core.type.TensorType;

/// Keys and values of the tokens that one attention has read, in room for a fixed number of them.
///
/// @param keys `[batch, capacity, kvHeads · size]`
/// @param values `[batch, capacity, kvHeads · size]`
public record AttentionMemory(Tensor keys, Tensor values) {
    static AttentionMemory empty(int batch, int capacity, int width, DType dtype) {
        Tensor zeros = Tensor.fill(TensorType.of(dtype, batch, capacity, width), 0);
        return new AttentionMemory(zeros, zeros);
    }

    /// Gives how many tokens have room.
    public int capacity() {
        return keys.size(1);
    }

    /// Gives the memory with the key and value of one more token.
    AttentionMemory with(Tensor position, Tensor key, Tensor value) {
        return new AttentionMemory(keys.withPlace(1, position, key), values.withPlace(1, position, value));
    }
}
