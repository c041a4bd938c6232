package gradus.nn.summary;

import gradus.nn.layer.Layer;
import gradus.nn.layer.Sequential;
import java.util.ArrayList;
import java.util.List;

/// A layer with its path in the network.
///
/// @param path the path
/// @param layer the layer
record Placed(String path, Layer layer) {
    /// Gives the layers of a network, those of sequences one by one.
    static List<Placed> flat(Layer network) {
        List<Placed> flat = new ArrayList<>();
        collect("", network, flat);
        return flat;
    }

    private static void collect(String path, Layer layer, List<Placed> flat) {
        if (layer instanceof Sequential(List<Layer> layers)) {
            for (int i = 0; i < layers.size(); i++) {
                collect((path.isEmpty() ? "" : path + ".") + "layers." + i, layers.get(i), flat);
            }
        } else {
            flat.add(new Placed(path, layer));
        }
    }
}
