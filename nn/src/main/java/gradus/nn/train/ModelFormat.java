package gradus.nn.train;

import gradus.core.type.DeviceException;
import java.nio.file.Path;
import java.util.List;
import java.util.ServiceLoader;

/// Keeps models and training states in files; found by `ServiceLoader`. The module `gradus.io` provides one.
///
/// Files are written whole or not at all, and checked in full before anything is allocated from what they say.
public interface ModelFormat {
    /// Writes a model.
    void save(Model model, Path file);

    /// Reads a model.
    ///
    /// @param file the file
    /// @param ownLayers the records among the network's layers that are not part of Gradus
    /// @throws gradus.core.type.FormatException if it is not a whole and sound model file, or a class is not given
    Model load(Path file, List<Class<? extends Record>> ownLayers);

    /// Writes a training state.
    void save(TrainState state, Path file);

    /// Reads a training state.
    ///
    /// @throws gradus.core.type.FormatException if it is not a whole and sound checkpoint
    TrainState loadState(Path file);

    /// Gives the installed one.
    ///
    /// @throws DeviceException if there is none
    static ModelFormat installed() {
        return ServiceLoader.load(ModelFormat.class, ModelFormat.class.getClassLoader())
                .findFirst()
                .orElseThrow(() -> new DeviceException(
                        "model files: a format must be on the class or module path, found none; add gradus-io"));
    }
}
