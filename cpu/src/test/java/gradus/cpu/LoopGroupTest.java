package gradus.cpu;

import static org.assertj.core.api.Assertions.assertThat;

import gradus.core.type.TensorType;
import gradus.cpu.kernel.Workers;
import java.util.List;
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

    private void begin() {
        for (int i = 0; i < memory.length; i++) {
            memory[i] = i % 97 - 40;
        }
    }
}
