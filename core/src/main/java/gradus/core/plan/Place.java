package gradus.core.plan;

/// Where a value lies: an array and the first element in it.
///
/// @param room which kind of array
/// @param index which input, output or constant; 0 for the arena
/// @param offset the first element
public record Place(Room room, int index, int offset) {
    /// The kinds of arrays that a running program sees.
    public enum Room {
        /// A buffer given by the caller to read.
        INPUT,
        /// A buffer given by the caller to write.
        OUTPUT,
        /// A value known since the graph was made.
        CONSTANT,
        /// Working memory, one array per element type.
        ARENA
    }

    Place shifted(int elements) {
        return new Place(room, index, offset + elements);
    }

    @Override
    public String toString() {
        String name = switch (room) {
            case INPUT -> "in" + index;
            case OUTPUT -> "out" + index;
            case CONSTANT -> "const" + index;
            case ARENA -> "arena";
        };
        return offset == 0 && room != Room.ARENA ? name : name + "+" + offset;
    }
}
