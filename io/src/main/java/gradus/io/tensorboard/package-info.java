/// Event files that TensorBoard shows: numbers, histograms, pictures, texts and the graph of a network.
package gradus.io.tensorboard;
