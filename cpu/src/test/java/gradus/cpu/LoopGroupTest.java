package gradus.cpu;

import static org.assertj.core.api.Assertions.assertThat;

import gradus.core.graph.Build;
import gradus.core.graph.Node;
import gradus.core.op.Access;
import gradus.core.op.BinaryFn;
import gradus.core.op.Elementwise;
import gradus.core.op.Fused;
import gradus.core.op.PointwiseStep;
import gradus.core.op.UnaryFn;
import gradus.core.type.TensorType;
import gradus.cpu.kernel.Binary;
import gradus.cpu.kernel.Heavy;
import gradus.cpu.kernel.Unary;
import gradus.cpu.kernel.Workers;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;

class LoopGroupTest {
    private static final int COUNT = 20_001;

    private final Workers workers = new Workers(2);
    private final float[] memory = new float[6 * COUNT];

    private Operand at(int place) {
        return new Operand(TensorType.float32(COUNT), memory, place);
    }

    /// `y[i] = 2 x[i] + z`, where `repeated` is the number z.
    private ElementLoop loop(int x, int y, int repeated, int unit) {
        Operand number = new Operand(TensorType.float32(1), memory, repeated);
        return new ElementLoop(workers, at(y), List.of(at(x)), List.of(number), unit, 8, (from, to) -> {
            float z = memory[repeated];
            for (int i = from; i < to; i++) {
                memory[y + i] = 2 * memory[x + i] + z;
            }
        });
    }

    private static int kernels(ElementLoop... loops) {
        return LoopGroup.of(List.<Kernel>of(loops)).length;
    }

    @Test
    void loops_that_read_one_another_element_by_element_take_turns() {
        int last = memory.length - 1;
        assertThat(kernels(loop(0, COUNT, last, 1), loop(COUNT, 2 * COUNT, last, 48)))
                .isEqualTo(1);
        assertThat(kernels(loop(0, COUNT, last, 1), loop(COUNT, 0, last, 1)))
                .as("in place")
                .isEqualTo(1);
    }

    @Test
    void loops_whose_memory_is_shared_otherwise_do_not() {
        int last = memory.length - 1;
        assertThat(kernels(loop(0, COUNT, last, 1), loop(COUNT - 1, 3 * COUNT, last, 1)))
                .as("reads other places of the first result")
                .isEqualTo(2);
        assertThat(kernels(loop(0, COUNT, last, 1), loop(3 * COUNT, 4 * COUNT, COUNT + 7, 1)))
                .as("repeats an element of the first result")
                .isEqualTo(2);
        assertThat(kernels(loop(0, COUNT, last, 1), loop(3 * COUNT, COUNT - 5, last, 1)))
                .as("writes over what the first reads")
                .isEqualTo(2);
        assertThat(kernels(loop(0, COUNT, 4 * COUNT, 1), loop(2 * COUNT, 4 * COUNT, last, 1)))
                .as("writes over what the first repeats")
                .isEqualTo(2);
        assertThat(kernels(loop(0, COUNT, last, 1), loop(2 * COUNT, COUNT, last, 1)))
                .as("writes over the first result")
                .isEqualTo(2);
        assertThat(kernels(loop(0, COUNT, last, 48), loop(COUNT, 2 * COUNT, last, 64)))
                .as("ranges of other units")
                .isEqualTo(2);
    }

    @Test
    void taking_turns_gives_the_numbers_of_one_after_the_other() {
        int last = memory.length - 1;
        ElementLoop[] loops = {
            loop(0, COUNT, last, 1), loop(COUNT, 2 * COUNT, last, 16), loop(2 * COUNT, 0, last, 1),
        };
        begin();
        for (ElementLoop loop : loops) {
            loop.body().run(0, COUNT);
        }
        float[] expected = memory.clone();
        begin();
        Kernel[] grouped = LoopGroup.of(List.<Kernel>of(loops));
        assertThat(grouped).hasSize(1);
        grouped[0].run();
        assertThat(memory).isEqualTo(expected);
    }

    @Test
    void costly_elements_are_shared_in_small_chunks_and_cheap_ones_in_large_ones() {
        assertThat(longestRange(1)).as("too little to share").isEqualTo(COUNT);
        assertThat(longestRange(8)).isEqualTo(8192);
        assertThat(longestRange(1024)).isEqualTo(1024);
    }

    private int longestRange(int operations) {
        Queue<Integer> ranges = new ConcurrentLinkedQueue<>();
        RangeTask note = (from, to) -> ranges.add(to - from);
        new ElementLoop(workers, at(0), List.of(), List.of(), 1, operations, note).run();
        assertThat(ranges.stream().mapToInt(Integer::intValue).sum()).isEqualTo(COUNT);
        return Collections.max(ranges);
    }

    @Test
    void an_element_counts_as_the_additions_that_its_functions_take() {
        Node x = Build.input("x", at(0).type());
        assertThat(operations(Build.binary(BinaryFn.ADD, x, x))).isEqualTo(1);
        assertThat(operations(Build.unary(UnaryFn.EXP, x))).isEqualTo(Unary.EXP.operations());
        assertThat(operations(Build.binary(BinaryFn.POWER, x, x))).isEqualTo(Binary.POW.operations());
        Fused.Pointwise both = new Fused.Pointwise(
                x.type(), List.of(new Access(1, COUNT)), List.of(apply(UnaryFn.TANH, 0), apply(UnaryFn.NEGATE, 1)));
        assertThat(operations(Node.of(both, x))).isEqualTo(Unary.TANH.operations() + 1);
    }

    private static PointwiseStep apply(UnaryFn fn, int register) {
        return new PointwiseStep.Apply(new Elementwise.Unary(fn), List.of(register));
    }

    private int operations(Node node) {
        List<Operand> inputs = node.inputs().stream().map(_ -> at(0)).toList();
        return ((ElementLoop) new CpuKernels(workers, Heavy.NONE).of(node, inputs, at(COUNT))).operations();
    }

    private void begin() {
        for (int i = 0; i < memory.length; i++) {
            memory[i] = i % 97 - 40;
        }
    }
}
