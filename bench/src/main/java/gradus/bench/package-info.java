/// The bench: it lets Gradus and its peers do the same work, each in a process of its own and in turn, and compares.
package gradus.bench;
