/// The contract of layers, and the small ones that any network is made of. Networks are records, their components are
/// their parameters.
package gradus.nn.layer;
