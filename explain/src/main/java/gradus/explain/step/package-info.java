/// From the graph of a training step to the document that tells it.
package gradus.explain.step;
