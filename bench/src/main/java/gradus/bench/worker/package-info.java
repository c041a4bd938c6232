/// What every peer that runs on Java shares: the numbers, and the conversation with the bench. It knows nothing of
/// Gradus.
package gradus.bench.worker;
