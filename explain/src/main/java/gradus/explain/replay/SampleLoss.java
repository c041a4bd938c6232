package gradus.explain.replay;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// The loss of one sample of a batch.
///
/// @param place where the sample stands in the user's data, such as `line 18`
/// @param values its values by name, as the user wrote them
/// @param target what was right; empty where nothing is told
/// @param answer what the network says; empty where nothing is told
/// @param loss its loss
/// @param share its share of the loss of the whole batch, from 0 to 1
public record SampleLoss(
        String place, Map<String, String> values, String target, String answer, double loss, double share) {
    /// Copies the values, keeping their order.
    public SampleLoss {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }
}
