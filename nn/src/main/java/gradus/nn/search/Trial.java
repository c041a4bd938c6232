package gradus.nn.search;

import java.util.List;

/// Settings that were tried.
///
/// @param places a place for each dimension, 0 … below 1
/// @param loss what they came to, the smaller the better; infinite where training diverged
public record Trial(List<Double> places, double loss) {
    /// Copies the list; what is no number is as bad as can be.
    public Trial {
        places = List.copyOf(places);
        loss = Double.isNaN(loss) ? Double.POSITIVE_INFINITY : loss;
    }
}
