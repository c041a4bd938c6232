/// Formulas as values: each can be read with symbols, read with numbers, and computed.
package gradus.explain.maths;
