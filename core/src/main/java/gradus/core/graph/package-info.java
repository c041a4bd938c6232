/// Graphs of operations: nodes that know their line of code, ways to build them, what fused operations mean, and what
/// each costs.
package gradus.core.graph;
