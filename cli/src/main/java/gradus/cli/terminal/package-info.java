/// What a terminal shows, as pure functions from values to text: progress, curves, tables, colours.
///
/// No terminal library: lines are redrawn with a carriage return and blanks, which every console understands,
/// and colours are the eight of ECMA-48. Jansi and JLine would bring native code and more bytes than the whole
/// command line has.
package gradus.cli.terminal;
