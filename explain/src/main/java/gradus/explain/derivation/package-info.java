/// Derivations by hand: a small network, the numbers that a person found for one training step, and what is right
/// and wrong about each.
package gradus.explain.derivation;
