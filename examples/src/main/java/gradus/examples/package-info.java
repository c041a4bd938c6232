/// Programs to run and read.
package gradus.examples;
