/// Arrays from IDX files, the format of MNIST.
package gradus.io.idx;
