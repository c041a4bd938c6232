package gradus.io.idx;

import gradus.core.type.DType;
import gradus.core.type.FormatException;
import gradus.core.type.Literal;
import gradus.core.type.Shape;
import gradus.core.type.TensorType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// The array of an IDX file: element type, sizes and the elements as they stand in the file, big-endian.
///
/// {@snippet file="FileSnippets.java" region="IdxReader"}
public final class IdxArray {
    private final IdxElement element;
    private final Shape shape;
    private final byte[] bytes;

    IdxArray(IdxElement element, Shape shape, byte[] bytes) {
        this.element = element;
        this.shape = shape;
        this.bytes = bytes;
    }

    /// Gives the element type.
    public IdxElement element() {
        return element;
    }

    /// Gives the sizes.
    public Shape shape() {
        return shape;
    }

    /// Gives the elements as they stand in the file, row-major and big-endian; not a copy.
    public byte[] bytes() {
        return bytes;
    }

    /// Gives the elements: float32 and float64 as they are, integers as int32.
    public Literal toLiteral() {
        ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.BIG_ENDIAN);
        int count = shape.count();
        return switch (element) {
            case FLOAT32 -> {
                float[] values = new float[count];
                in.asFloatBuffer().get(values);
                yield Literal.wrap(new TensorType(DType.FLOAT32, shape), values);
            }
            case FLOAT64 -> {
                double[] values = new double[count];
                in.asDoubleBuffer().get(values);
                yield Literal.wrap(new TensorType(DType.FLOAT64, shape), values);
            }
            case UINT8, INT8, INT16, INT32 -> {
                int[] values = new int[count];
                for (int i = 0; i < count; i++) {
                    values[i] = integer(in, i);
                }
                yield Literal.wrap(new TensorType(DType.INT32, shape), values);
            }
        };
    }

    private int integer(ByteBuffer in, int index) {
        return switch (element) {
            case UINT8 -> in.get(index) & 0xFF;
            case INT8 -> in.get(index);
            case INT16 -> in.getShort(2 * index);
            case INT32 -> in.getInt(4 * index);
            case FLOAT32, FLOAT64 -> throw new FormatException("IDX: the elements must be integers, got " + element);
        };
    }

    @Override
    public String toString() {
        return "IdxArray[" + element + " " + shape + "]";
    }
}
