/// Optimizers as pure rules from gradients to parameter changes, clipping, and learning rates as functions of the
/// step.
package gradus.nn.optim;
