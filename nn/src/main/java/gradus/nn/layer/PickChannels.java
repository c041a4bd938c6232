package gradus.nn.layer;

import gradus.core.tensor.Tensor;
import gradus.core.type.Literal;
import gradus.core.type.Origin;
import gradus.core.type.ShapeException;
import java.util.List;

/// Some of the channels, in an order of its own: `[…, channels] → […, places]`.
///
/// {@snippet file="LayerSnippets.java" region="PickChannels"}
///
/// @param places the wanted places on the last axis, from 0, at least one
public record PickChannels(List<Integer> places) implements Layer {
    /// Copies and checks the list.
    ///
    /// @throws IllegalArgumentException if there is no place or one is negative
    public PickChannels {
        places = List.copyOf(places);
        if (places.isEmpty() || places.stream().anyMatch(place -> place < 0)) {
            throw new IllegalArgumentException("pick channels: at least one place, from 0, is needed, got " + places
                    + Origin.here().at());
        }
    }

    @Override
    public Tensor forward(Tensor input, Context context) {
        int most = places.stream().mapToInt(Integer::intValue).max().orElseThrow();
        if (input.rank() < 2 || input.size(-1) <= most) {
            throw new ShapeException("pick channels: the input must be [batch, …, channels] with more than " + most
                    + " channels, got " + input.shape() + Origin.here().at());
        }
        long[] index = places.stream().mapToLong(Integer::longValue).toArray();
        return input.gather(Tensor.of(Literal.of(index, index.length)), input.rank() - 1);
    }

    @Override
    public String toString() {
        return "PickChannels " + places;
    }
}
