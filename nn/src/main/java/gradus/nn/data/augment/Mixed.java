package gradus.nn.data.augment;

import gradus.core.type.DType;
import gradus.core.type.Key;
import gradus.core.type.Literal;
import gradus.core.type.Shape;
import gradus.core.type.TensorType;
import gradus.nn.data.Dataset;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// Mixes every sample with a partner that its key draws, features and class alike: the target becomes the share of
/// each class, float32 `[classes]`, for a loss that takes soft targets.
///
/// The share λ of the sample is drawn from Beta(α, α), that of the partner is 1 − λ. Sources: Zhang, Cisse, Dauphin,
/// Lopez-Paz, "mixup: beyond empirical risk minimization", ICLR 2018; Yun et al., "CutMix: regularization strategy to
/// train strong classifiers with localizable features", ICCV 2019.
///
/// {@snippet file="SampleSnippets.java" region="Mixed"}
///
/// @param of samples of two parts: float32 features and an int64 class
/// @param classes the number of classes
/// @param way how the features are mixed
/// @param alpha α, above 0: small values leave most samples nearly as they are, 1 draws λ uniformly
public record Mixed(Dataset of, int classes, Way way, double alpha) implements Dataset {
    /// How features are mixed.
    public enum Way {
        /// The weighted mean `λ x + (1 − λ) partner` of any features.
        MIXUP,
        /// A rectangle of the partner, of area 1 − λ, laid over the image `[height, width, channels]`; λ is
        /// then set to the share of the image that is left.
        CUTMIX
    }

    /// Checks that the samples can be mixed.
    ///
    /// @throws IllegalArgumentException if the parts are not features and a class, or a number is out of range
    public Mixed {
        List<TensorType> types = of.sampleTypes();
        boolean fit = types.size() == 2
                && types.get(0).dtype() == DType.FLOAT32
                && types.get(1).equals(TensorType.of(DType.INT64))
                && (way == Way.MIXUP || types.get(0).shape().rank() == 3);
        if (!fit) {
            throw new IllegalArgumentException(way.name().toLowerCase(Locale.ROOT) + ": samples must be "
                    + (way == Way.MIXUP ? "float32 features" : "a float32 image [height, width, channels]")
                    + " and an int64 class, got " + types);
        }
        if (classes < 2 || !(alpha > 0) || alpha > 1e6) {
            throw new IllegalArgumentException("mixed samples: at least 2 classes and an alpha in (0, 1e6] are needed,"
                    + " got " + classes + " classes and alpha " + alpha);
        }
    }

    /// Gives mixup with α.
    public static Mixed mixup(Dataset of, int classes, double alpha) {
        return new Mixed(of, classes, Way.MIXUP, alpha);
    }

    /// Gives cutmix with α.
    public static Mixed cutmix(Dataset of, int classes, double alpha) {
        return new Mixed(of, classes, Way.CUTMIX, alpha);
    }

    @Override
    public int size() {
        return of.size();
    }

    @Override
    public List<TensorType> sampleTypes() {
        return List.of(of.sampleTypes().get(0), TensorType.float32(classes));
    }

    @Override
    public void read(int index, Key key, List<Literal> batch, int row) {
        List<Literal> own = of.sampleTypes().stream().map(Literal::zeros).toList();
        List<Literal> other = of.sampleTypes().stream().map(Literal::zeros).toList();
        Key mix = key.fold("mix");
        of.read(index, key, own, 0);
        of.read(mix.below(of.size(), 0), key.fold("partner"), other, 0);
        float[] mine = own.get(0).floats();
        double share = Beta.symmetric(alpha, mix.fold("share"));
        double left = switch (way) {
            case MIXUP -> blend(mine, other.get(0).floats(), (float) share);
            case CUTMIX -> paste(mine, other.get(0).floats(), share, mix);
        };
        System.arraycopy(mine, 0, batch.get(0).floats(), row * mine.length, mine.length);
        float[] targets = batch.get(1).floats();
        Arrays.fill(targets, row * classes, (row + 1) * classes, 0f);
        targets[row * classes + known(own)] += (float) left;
        targets[row * classes + known(other)] += (float) (1 - left);
    }

    private int known(List<Literal> sample) {
        long number = sample.get(1).longs()[0];
        if (number < 0 || number >= classes) {
            throw new IllegalArgumentException(
                    "mixed samples: classes must lie in 0 … " + (classes - 1) + ", got " + number);
        }
        return (int) number;
    }

    private static double blend(float[] mine, float[] other, float share) {
        for (int i = 0; i < mine.length; i++) {
            mine[i] = share * mine[i] + (1 - share) * other[i];
        }
        return share;
    }

    private double paste(float[] mine, float[] other, double share, Key key) {
        Shape shape = sampleTypes().get(0).shape();
        int height = shape.size(0);
        int width = shape.size(1);
        int channels = shape.size(2);
        double side = Math.sqrt(1 - share);
        int tall = (int) (height * side);
        int broad = (int) (width * side);
        int top = key.below(height, 1) - tall / 2;
        int left = key.below(width, 2) - broad / 2;
        int first = Math.max(0, left);
        int end = Math.min(width, left + broad);
        int rows = 0;
        for (int row = Math.max(0, top); row < Math.min(height, top + tall); row++) {
            int at = (row * width + first) * channels;
            System.arraycopy(other, at, mine, at, (end - first) * channels);
            rows++;
        }
        return 1 - (double) rows * (end - first) / (height * width);
    }
}
