/// Which settings to try next: spaces, samplers and successive halving, as pure functions of a key and earlier trials.
package gradus.nn.search;
