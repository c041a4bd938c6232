/// The CPU backend: the plain reference interpreter and the vector kernels, both running the same plans.
package gradus.cpu;
