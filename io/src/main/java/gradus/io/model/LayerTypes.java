package gradus.io.model;

import gradus.core.tensor.Tensor;
import gradus.core.tree.Tree;
import gradus.io.json.RecordJson;
import gradus.nn.attention.Causal;
import gradus.nn.attention.CausalLanguageModel;
import gradus.nn.attention.FeedForward;
import gradus.nn.attention.Glu;
import gradus.nn.attention.MultiHeadAttention;
import gradus.nn.attention.PatchEmbedding;
import gradus.nn.attention.PositionalEmbedding;
import gradus.nn.attention.SinusoidalPositions;
import gradus.nn.attention.TransformerEncoder;
import gradus.nn.attention.TransformerEncoderBlock;
import gradus.nn.layer.Activate;
import gradus.nn.layer.Adapted;
import gradus.nn.layer.BatchNorm;
import gradus.nn.layer.Blend;
import gradus.nn.layer.ChannelWise;
import gradus.nn.layer.Dropout;
import gradus.nn.layer.Embedding;
import gradus.nn.layer.Ensemble;
import gradus.nn.layer.ExponentialBasis;
import gradus.nn.layer.Flatten;
import gradus.nn.layer.FromLastValue;
import gradus.nn.layer.GroupNorm;
import gradus.nn.layer.InstanceNorm;
import gradus.nn.layer.Layer;
import gradus.nn.layer.LayerNorm;
import gradus.nn.layer.Linear;
import gradus.nn.layer.Permute;
import gradus.nn.layer.PickChannels;
import gradus.nn.layer.PiecewiseLinear;
import gradus.nn.layer.Prelu;
import gradus.nn.layer.RadialBasis;
import gradus.nn.layer.Reshape;
import gradus.nn.layer.Residual;
import gradus.nn.layer.RmsNorm;
import gradus.nn.layer.Sequential;
import gradus.nn.layer.TabularInput;
import gradus.nn.recurrent.Gru;
import gradus.nn.recurrent.LastStep;
import gradus.nn.recurrent.Lstm;
import gradus.nn.recurrent.MeanOverTime;
import gradus.nn.recurrent.Rnn;
import gradus.nn.spatial.AdaptiveAvgPool;
import gradus.nn.spatial.AdaptiveMaxPool;
import gradus.nn.spatial.AvgPool;
import gradus.nn.spatial.ChannelDropout;
import gradus.nn.spatial.Conv;
import gradus.nn.spatial.ConvTranspose;
import gradus.nn.spatial.DepthwiseSeparable;
import gradus.nn.spatial.GlobalAvgPool;
import gradus.nn.spatial.GlobalMaxPool;
import gradus.nn.spatial.MaxPool;
import gradus.nn.spatial.Pad;
import gradus.nn.spatial.PixelShuffle;
import gradus.nn.spatial.Upsample;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.lang.reflect.WildcardType;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The records that networks in files are made of: built-in layers under short names such as `batch-norm`, and the
/// user's own records under the full names of their classes, so that the two never clash.
final class LayerTypes {
    /// Every layer of Gradus.
    static final List<Class<? extends Layer>> BUILT_IN = List.of(
            Activate.class,
            Adapted.class,
            AdaptiveAvgPool.class,
            AdaptiveMaxPool.class,
            AvgPool.class,
            BatchNorm.class,
            Blend.class,
            Causal.class,
            CausalLanguageModel.class,
            ChannelDropout.class,
            ChannelWise.class,
            Conv.class,
            ConvTranspose.class,
            DepthwiseSeparable.class,
            Dropout.class,
            Embedding.class,
            Ensemble.class,
            ExponentialBasis.class,
            FeedForward.class,
            Flatten.class,
            FromLastValue.class,
            GlobalAvgPool.class,
            GlobalMaxPool.class,
            Glu.class,
            GroupNorm.class,
            Gru.class,
            InstanceNorm.class,
            LastStep.class,
            LayerNorm.class,
            Linear.class,
            Lstm.class,
            MeanOverTime.class,
            MaxPool.class,
            MultiHeadAttention.class,
            Pad.class,
            PatchEmbedding.class,
            Permute.class,
            PickChannels.class,
            PiecewiseLinear.class,
            PixelShuffle.class,
            PositionalEmbedding.class,
            Prelu.class,
            RadialBasis.class,
            Reshape.class,
            Residual.class,
            RmsNorm.class,
            Rnn.class,
            Sequential.class,
            SinusoidalPositions.class,
            TabularInput.class,
            TransformerEncoder.class,
            TransformerEncoderBlock.class,
            Upsample.class);

    private LayerTypes() {}

    /// Gives the form of networks of built-in layers and these records.
    static RecordJson form(Collection<Class<?>> own) {
        RecordJson form = RecordJson.create().with(BUILT_IN.toArray(Class<?>[]::new));
        for (Class<?> type : own) {
            form = form.named(type, type.getName());
        }
        return form;
    }

    /// Gives the user's own records that a network is made of.
    static Set<Class<?>> usedBy(Layer network) {
        Set<Class<?>> own = new LinkedHashSet<>();
        use(network, own);
        return own;
    }

    private static void use(@Nullable Object value, Set<Class<?>> own) {
        switch (value) {
            case Tensor _ -> {}
            case Record record -> {
                if (isOwn(record.getClass())) {
                    own.add(record.getClass());
                }
                for (RecordComponent component : record.getClass().getRecordComponents()) {
                    use(Tree.component(record, component), own);
                }
            }
            case Optional<?> optional -> optional.ifPresent(inner -> use(inner, own));
            case List<?> list -> list.forEach(inner -> use(inner, own));
            case Map<?, ?> map -> map.values().forEach(inner -> use(inner, own));
            case null, default -> {}
        }
    }

    /// Gives these records and the user's own ones that their components declare, members of sealed interfaces
    /// included.
    static Set<Class<?>> declaredBy(List<Class<? extends Record>> given) {
        Set<Class<?>> own = new LinkedHashSet<>();
        given.forEach(type -> reach(type, own));
        own.removeIf(type -> !type.isRecord());
        return own;
    }

    private static void reach(Type type, Set<Class<?>> own) {
        switch (type) {
            case Class<?> array when array.isArray() -> reach(array.getComponentType(), own);
            case Class<?> record
            when record.isRecord() -> {
                if (isOwn(record) && own.add(record)) {
                    for (RecordComponent component : record.getRecordComponents()) {
                        reach(component.getGenericType(), own);
                    }
                }
            }
            case Class<?> family
            when family.isSealed() -> {
                if (isOwn(family) && own.add(family)) {
                    for (Class<?> member : family.getPermittedSubclasses()) {
                        reach(member, own);
                    }
                }
            }
            case ParameterizedType generic -> {
                reach(generic.getRawType(), own);
                for (Type argument : generic.getActualTypeArguments()) {
                    reach(argument, own);
                }
            }
            case WildcardType wildcard -> reach(wildcard.getUpperBounds()[0], own);
            case GenericArrayType array -> reach(array.getGenericComponentType(), own);
            default -> {}
        }
    }

    private static boolean isOwn(Class<?> type) {
        String name = type.getName();
        return !name.startsWith("gradus.nn.") && !name.startsWith("gradus.core.");
    }
}
