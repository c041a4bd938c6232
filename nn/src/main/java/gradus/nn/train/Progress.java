package gradus.nn.train;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Where training stands.
///
/// @param step how many updates were done
/// @param epoch the current epoch, from 0: how many epochs were done
/// @param batch how many batches of this epoch were done
/// @param loss the sample losses of this epoch so far, weighted as the loss weighs them
/// @param measures what else is measured of this epoch so far, by name
/// @param watch what the rules that end training remember
/// @param history the epochs done; of more than [Epochs#ALL] those that [Epochs] keeps
public record Progress(
        long step,
        int epoch,
        int batch,
        Total loss,
        Map<String, Total> measures,
        Watch watch,
        List<EpochReport> history) {
    /// Copies list and map, keeping their order.
    public Progress {
        measures = Collections.unmodifiableMap(new LinkedHashMap<>(measures));
        history = List.copyOf(history);
    }

    /// Gives the beginning.
    static Progress start(Watch watch) {
        return new Progress(0, 0, 0, new Total(0, 0), Map.of(), watch, List.of());
    }
}
