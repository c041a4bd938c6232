package gradus.testkit;

import gradus.core.op.Op;
import gradus.core.tree.Tree;
import gradus.core.type.DType;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// The one place that lists uses of every operation. Contracts enumerate it, so an operation without a sample fails a
/// test.
public final class EveryOp {
    /// The floating types that the samples are in.
    public static final List<DType> FLOATING =
            Stream.of(DType.values()).filter(DType::isFloating).toList();

    private EveryOp() {}

    /// Gives ordinary samples of every operation in each floating type: awkward sizes, scalars, empty tensors, and
    /// values away from kinks and poles, so that finite differences exist.
    public static List<Sample> samples() {
        return FLOATING.stream().flatMap(dtype -> samples(dtype).stream()).toList();
    }

    /// Gives the ordinary samples of one floating type.
    public static List<Sample> samples(DType floating) {
        Draw draw = new Draw(floating);
        ElementwiseSamples.addTo(draw);
        LeafSamples.addTo(draw);
        ReductionSamples.addTo(draw);
        MovementSamples.addTo(draw);
        ProductSamples.addTo(draw);
        OrderedSamples.addTo(draw);
        FusedSamples.addTo(draw);
        WindowedSamples.addTo(draw);
        PoolingSamples.addTo(draw);
        RecurrentSamples.addTo(draw);
        AttentionSamples.addTo(draw);
        return draw.samples();
    }

    /// Gives samples at the edges of one floating type: signed zeros, infinities, NaN, subnormal and huge numbers,
    /// ties.
    public static List<Sample> edges(DType floating) {
        Draw draw = new Draw(floating);
        EdgeSamples.addTo(draw);
        PoolingSamples.addEdgesTo(draw);
        return draw.samples();
    }

    /// Gives what the samples must cover: each operation, and for those with an enum among their attributes each
    /// constant.
    public static Set<String> kinds() {
        Set<String> kinds = new LinkedHashSet<>();
        collect(Op.class, kinds);
        return kinds;
    }

    /// Gives the kinds that one operation covers.
    public static Set<String> kinds(Op op) {
        Set<String> kinds = new LinkedHashSet<>();
        kinds.add(name(op.getClass()));
        for (RecordComponent component : op.getClass().getRecordComponents()) {
            if (component.getType().isEnum()) {
                kinds.add(
                        name(op.getClass()) + " " + component.getName() + "=" + Tree.component((Record) op, component));
            }
        }
        return kinds;
    }

    /// Gives the kinds that the samples leave out.
    public static List<String> missing(List<Sample> samples) {
        Set<String> left = new LinkedHashSet<>(kinds());
        samples.forEach(sample -> left.removeAll(kinds(sample.op())));
        return new ArrayList<>(left);
    }

    private static void collect(Class<?> type, Set<String> kinds) {
        if (type.isSealed()) {
            for (Class<?> permitted : type.getPermittedSubclasses()) {
                collect(permitted, kinds);
            }
            return;
        }
        kinds.add(name(type));
        for (RecordComponent component : type.getRecordComponents()) {
            if (component.getType().isEnum()) {
                for (Object constant : component.getType().getEnumConstants()) {
                    kinds.add(name(type) + " " + component.getName() + "=" + constant);
                }
            }
        }
    }

    private static String name(Class<?> type) {
        return type.getName().substring(type.getPackageName().length() + 1).replace('$', '.');
    }
}
