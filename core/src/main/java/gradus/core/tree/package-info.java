/// Record trees: everything that holds tensors (networks, options, states) is walked and rebuilt in one way.
package gradus.core.tree;
