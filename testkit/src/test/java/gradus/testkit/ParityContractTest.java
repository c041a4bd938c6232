package gradus.testkit;

import gradus.core.op.Leaf;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// The processor's kernels give what the reference's plain loops give. The build runs this again for each vector width
/// (`gradus.vectorBits`) and several numbers of threads.
final class ParityContractTest {
    private static final Interpreter REFERENCE = new Interpreter(Backing.REFERENCE);
    private static final Interpreter CPU = new Interpreter(Backing.CPU);

    static Stream<Arguments> ordinary() {
        return groups(EveryOp.samples());
    }

    static Stream<Arguments> edges() {
        return EveryOp.FLOATING.stream().flatMap(dtype -> groups(EveryOp.edges(dtype)));
    }

    private static Stream<Arguments> groups(List<Sample> samples) {
        return Backing.byOperation(samples).entrySet().stream()
                .map(group -> Arguments.of(group.getKey(), group.getValue()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("ordinary")
    void kernels_agree_with_the_reference(String name, List<Sample> samples) {
        Backing.each(samples, ParityContractTest::compare);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("edges")
    void kernels_agree_with_the_reference_at_the_edges(String name, List<Sample> samples) {
        Backing.each(samples, ParityContractTest::compare);
    }

    private static void compare(Sample sample) {
        if (sample.op() instanceof Leaf.Input) {
            return;
        }
        Backing.compare(sample, REFERENCE.apply(sample.op(), sample.inputs()), CPU.apply(sample.op(), sample.inputs()));
    }
}
