package gradus.core.type;

/// Element type and shape of a tensor; prints as `float32[32, 784]`.
///
/// {@snippet file="EngineSnippets.java" region="TensorType"}
///
/// @param dtype the element type
/// @param shape the sizes
public record TensorType(DType dtype, Shape shape) {
    /// Gives the type of a tensor with these sizes.
    public static TensorType of(DType dtype, int... sizes) {
        return new TensorType(dtype, Shape.of(sizes));
    }

    /// Gives a float32 type with these sizes.
    public static TensorType float32(int... sizes) {
        return of(DType.FLOAT32, sizes);
    }

    /// Gives the type with the same elements and another shape.
    public TensorType with(Shape other) {
        return new TensorType(dtype, other);
    }

    /// Gives the type with the same shape and other elements.
    public TensorType with(DType other) {
        return new TensorType(other, shape);
    }

    /// Gives the number of elements.
    public int count() {
        return shape.count();
    }

    /// Gives the storage size in bytes.
    public long bytes() {
        return (long) shape.count() * dtype.bytes();
    }

    @Override
    public String toString() {
        return dtype.toString() + shape;
    }
}
