/// Made-up data sets with stated formula and noise, to try and to teach with.
package gradus.nn.data.samples;
