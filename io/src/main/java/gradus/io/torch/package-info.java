/// Weights of PyTorch taken over by the names of its state dicts.
package gradus.io.torch;
