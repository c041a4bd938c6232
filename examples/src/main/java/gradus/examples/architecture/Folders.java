package gradus.examples.architecture;

import java.nio.file.Path;

/// Where programs read and write.
///
/// @param data the folder of the data sets
/// @param pictures where pictures are written
record Folders(Path data, Path pictures) {}
