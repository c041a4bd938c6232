package gradus.nn.attention;

import gradus.core.tensor.Tensor;
import gradus.core.type.DType;
import gradus.core.type.TensorType;

/// Keys and values of the tokens that one attention has read, in room for a fixed number of them.
///
/// @param keys `[kvHeads, batch, capacity, size]`
/// @param values `[kvHeads, batch, capacity, size]`
public record AttentionMemory(Tensor keys, Tensor values) {
    static AttentionMemory empty(int kvHeads, int batch, int capacity, int size, DType dtype) {
        Tensor zeros = Tensor.fill(TensorType.of(dtype, kvHeads, batch, capacity, size), 0);
        return new AttentionMemory(zeros, zeros);
    }

    /// Gives how many tokens have room.
    public int capacity() {
        return keys.size(2);
    }

    /// Gives the memory with the key and value of one more token.
    AttentionMemory with(Tensor position, Tensor key, Tensor value) {
        return new AttentionMemory(keys.withPlace(2, position, key), values.withPlace(2, position, value));
    }
}
