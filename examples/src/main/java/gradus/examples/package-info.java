/// Runnable programs, each a public class with `main`.
package gradus.examples;
