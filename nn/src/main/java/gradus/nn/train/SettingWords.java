package gradus.nn.train;

import gradus.nn.optim.Plateau;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// The settings of a training in words.
final class SettingWords {
    private SettingWords() {}

    static Map<String, String> of(Recipe<?> recipe, Surroundings with, Optional<Plateau> plateau) {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("seed", Long.toString(with.loader().key().bits()));
        settings.put("loss", recipe.goal().describe());
        settings.put("penalty", recipe.penalty().toString());
        settings.put("optimizer", recipe.optimizer().toString());
        settings.put("batch size", Integer.toString(with.loader().batchSize()));
        Updates updates = recipe.updates();
        if (updates.microBatch() != Updates.WHOLE) {
            settings.put("micro-batch", Integer.toString(updates.microBatch()));
        }
        if (!updates.frozen().isEmpty()) {
            settings.put("frozen", updates.frozen().toString());
        }
        if (updates.nonFinite() != NonFinite.RAISE) {
            settings.put("non-finite updates", updates.nonFinite().toString());
        }
        settings.put("order", with.loader().order().toString());
        settings.put("last batch", with.loader().lastBatch().toString());
        settings.put("stopping", recipe.stopping().words());
        plateau.ifPresent(rule -> settings.put("plateau", rule.toString()));
        settings.put("backend", with.backend().name());
        return settings;
    }
}
