/// Layers: networks are records, their components are their parameters.
package gradus.nn.layer;
