/// Why the loss of a training did what it did at a step: the step done again, and its culprits.
package gradus.explain.replay;
