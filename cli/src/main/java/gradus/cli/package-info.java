/// The command line: one class per command. Commands parse and print; what they do is done by the library.
package gradus.cli;
