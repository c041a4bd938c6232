/// The front door of explanations.
package gradus.explain;
