/// Sequences written token by token by a model that says what may come next.
package gradus.nn.generation;
