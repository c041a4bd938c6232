/// What training makes small: losses by name with their conventions stated, and penalties on weights.
package gradus.nn.loss;
