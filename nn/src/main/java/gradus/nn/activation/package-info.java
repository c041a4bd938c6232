/// Activation functions by name, with their values, slopes and formulas.
package gradus.nn.activation;
