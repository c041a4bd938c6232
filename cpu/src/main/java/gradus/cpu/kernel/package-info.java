/// Array kernels of the CPU backend: static methods on plain Java arrays with explicit offsets, and the pool of
/// threads that runs them.
///
/// Nothing here knows of graphs or shapes. Every float32 kernel exists twice, with the Vector API and as scalar
/// code, and both give the same bits: the same operations in the same order for every element, whatever the vector
/// width, the position in the array and the thread count. (The payload and sign of a NaN are not part of that
/// promise.)
package gradus.cpu.kernel;
