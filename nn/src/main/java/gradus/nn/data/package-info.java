/// Data sets: tables with named columns, what their columns are, how they become numbers, and random access to
/// samples.
package gradus.nn.data;
