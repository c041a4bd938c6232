/// The user's handle on numbers: tensors that compute at once outside a trace and record inside one, their gradients,
/// and compiled programs.
package gradus.core.tensor;
