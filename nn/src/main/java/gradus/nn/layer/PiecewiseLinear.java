package gradus.nn.layer;

import gradus.core.tensor.Tensor;
import gradus.core.tensor.TensorMoves;
import gradus.core.type.Literal;
import gradus.core.type.Origin;
import gradus.core.type.ShapeException;
import java.util.List;

/// Numbers with more features for what lies between: the input, and behind it for each piece of a column how much of
/// the piece is passed, `min(1, max(0, (x − low) / (high − low)))`. A network sees bends where pieces meet without
/// having to learn them (Gorishniy et al. 2022, piecewise linear encoding); beyond the last piece the input itself
/// goes on.
///
/// {@snippet file="LayerSnippets.java" region="PiecewiseLinear"}
///
/// @param places the column of each piece, from 0
/// @param lows where each piece begins
/// @param highs where it ends, above where it begins
public record PiecewiseLinear(List<Integer> places, List<Double> lows, List<Double> highs) implements Layer {
    /// Copies and checks the lists.
    ///
    /// @throws IllegalArgumentException if they are not equally long, or a piece has no width
    public PiecewiseLinear {
        places = List.copyOf(places);
        lows = List.copyOf(lows);
        highs = List.copyOf(highs);
        boolean fit = !places.isEmpty()
                && places.size() == lows.size()
                && lows.size() == highs.size()
                && places.stream().allMatch(place -> place >= 0);
        for (int i = 0; fit && i < lows.size(); i++) {
            fit = lows.get(i) < highs.get(i) && Double.isFinite(highs.get(i) - lows.get(i));
        }
        if (!fit) {
            throw new IllegalArgumentException("piecewise linear: each piece needs a column and a beginning below its"
                    + " end, got columns " + places + " from " + lows + " to " + highs
                    + Origin.here().at());
        }
    }

    /// Gives the number of features that come out of so many.
    public int outFeatures(int inFeatures) {
        return inFeatures + places.size();
    }

    @Override
    public Tensor forward(Tensor input, Context context) {
        int most = places.stream().mapToInt(Integer::intValue).max().orElseThrow();
        if (input.rank() != 2 || input.size(1) <= most) {
            throw new ShapeException("piecewise linear: the input must be [n, columns] with more than " + most
                    + " columns, got " + input.shape() + Origin.here().at());
        }
        int count = places.size();
        long[] index = places.stream().mapToLong(Integer::longValue).toArray();
        float[] low = new float[count];
        float[] scale = new float[count];
        for (int i = 0; i < count; i++) {
            low[i] = lows.get(i).floatValue();
            scale[i] = (float) (1 / (highs.get(i) - lows.get(i)));
        }
        Tensor passed = input.gather(Tensor.of(Literal.of(index, count)), 1)
                .subtract(Tensor.of(Literal.of(low, count)))
                .multiply(Tensor.of(Literal.of(scale, count)))
                .clamp(0, 1);
        return TensorMoves.concat(1, List.of(input, passed.as(input.dtype())));
    }

    @Override
    public String toString() {
        return "PiecewiseLinear, " + places.size() + " pieces";
    }
}
