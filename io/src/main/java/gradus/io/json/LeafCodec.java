package gradus.io.json;

import tools.jackson.databind.JsonNode;

/// Turns a value that is no record, list, map or plain value into JSON and back.
///
/// @param <L> the type of the values
public interface LeafCodec<L> {
    /// Gives the JSON of a leaf.
    ///
    /// @param path where the leaf stands, as [gradus.core.tree.Tree] writes it: `layers.0.weight`
    JsonNode write(String path, L leaf);

    /// Gives the leaf of the JSON. An exception that it throws is reported with the path.
    ///
    /// @param path where the leaf stands
    L read(String path, JsonNode json);
}
