/// Rewrites from graph to graph that keep the meaning: each is one small file and is verified by tests on random
/// graphs.
package gradus.core.rewrite;
