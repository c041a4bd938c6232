/// One explained training step of each architecture.
package gradus.examples.explained;
