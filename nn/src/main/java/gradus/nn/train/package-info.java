/// Training: one planned step, the loop around it, when to stop, what to keep, and the model that comes out.
package gradus.nn.train;
