package gradus.explain.plot;

import gradus.explain.chart.Histogram;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// What the parameters of a network were like at the end of an epoch.
///
/// {@snippet file="PlotSnippets.java" region="LayerWatch"}
///
/// @param epoch the epoch, from 1
/// @param parameters by path, in order
public record LayerMoment(int epoch, Map<String, Numbers> parameters) {
    /// Copies the map, keeping its order.
    public LayerMoment {
        parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
    }

    /// What one parameter was like.
    ///
    /// @param weights its weights
    /// @param gradients the gradients of the objective on the first batch, by these weights
    /// @param updateRatio the norm of the epoch's last update, divided by that of the weights before it
    public record Numbers(Histogram weights, Histogram gradients, double updateRatio) {}
}
