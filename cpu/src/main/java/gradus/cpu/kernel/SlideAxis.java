package gradus.cpu.kernel;

/// How a window slides along one axis: place `o` reads `o · stride − low + p · dilation` for `p = 0 … size − 1`.
///
/// @param input the size of the input
/// @param places the size of the result
/// @param size how many places the window reads
/// @param stride how far it moves
/// @param low the padding before the input
/// @param dilation the distance of neighbouring reads
public record SlideAxis(int input, int places, int size, int stride, int low, int dilation) {
    /// The axis of size 1 that tensors with fewer spatial axes are given in front.
    public static final SlideAxis POINT = new SlideAxis(1, 1, 1, 1, 0, 1);
}
