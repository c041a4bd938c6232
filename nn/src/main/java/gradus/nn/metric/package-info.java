/// Metrics on plain arrays of the host: what a model's predictions are worth, exact over samples however they
/// were batched.
package gradus.nn.metric;
