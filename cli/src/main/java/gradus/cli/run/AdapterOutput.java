package gradus.cli.run;

import gradus.cli.config.Preparation;
import gradus.io.model.AdapterFile;
import gradus.nn.layer.Adapted;
import gradus.nn.layer.Parameters;
import gradus.nn.train.Model;
import java.nio.file.Path;
import java.util.Locale;

/// What becomes of a model whose adapters learned: a plain model, and beside it a file of the adapters alone.
final class AdapterOutput {
    private AdapterOutput() {}

    /// Gives a model with its adapters merged into its weights and keeps them in a file of their own; any
    /// other model as it is.
    ///
    /// @param file the file of the model, beside which `NAME.adapter.safetensors` is written
    static Model merged(Model model, Path file, Screen screen) {
        if (!(model.network() instanceof Adapted adapted)) {
            return model;
        }
        Path beside = file.resolveSibling(Preparation.name(file.toString()) + ".adapter.safetensors");
        AdapterFile.save(adapted, beside);
        screen.say(String.format(
                Locale.ROOT,
                "%nAdapters: %s, %,d of %,d numbers; the model has them in its weights",
                beside,
                Parameters.count(adapted.adapters()),
                Parameters.count(adapted.network())));
        return model.withNetwork(adapted.merged(), model.provenance());
    }
}
