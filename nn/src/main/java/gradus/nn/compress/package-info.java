/// Trained networks made smaller: pruned, or with weights of 8 bits.
package gradus.nn.compress;
