/// Reverse-mode differentiation from graph to graph: the result is more graph, so it can be differentiated again.
package gradus.core.autodiff;
