package gradus.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gradus.core.graph.Build;
import gradus.core.graph.Node;
import gradus.core.op.Contraction;
import gradus.core.op.Op;
import gradus.core.type.DType;
import gradus.core.type.DTypeException;
import gradus.core.type.ShapeException;
import gradus.core.type.TensorType;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// What each operation takes and what it says when it is given something else.
final class OpTypingTest {
    @Test
    void messages_are_the_recorded_ones() {
        StringBuilder text = new StringBuilder();
        IllegalUses.all().forEach((what, use) -> {
            Throwable error = failure(use);
            text.append(what)
                    .append("\n    ")
                    .append(error.getClass().getSimpleName())
                    .append(": ")
                    .append(String.valueOf(error.getMessage()).replaceAll("\\.java:\\d+", ".java:…"))
                    .append('\n');
        });
        Golden.check("errors.txt", text.toString());
    }

    private static Throwable failure(Runnable use) {
        try {
            use.run();
        } catch (RuntimeException e) {
            return e;
        }
        return new AssertionError("nothing was thrown");
    }

    @Test
    void every_message_begins_with_what_failed_and_names_the_users_line() {
        IllegalUses.all().forEach((what, use) -> {
            Throwable error = failure(use);
            assertThat(error.getMessage()).as(what).matches("(?s)[a-z0-9_ ]+: .+");
            if (what.startsWith("op ")) {
                assertThat(error.getMessage()).as(what).contains(" at IllegalUses.");
            }
        });
    }

    @Test
    void every_operation_with_operands_has_an_illegal_use() {
        Set<String> names = new LinkedHashSet<>();
        EveryOp.samples(DType.FLOAT32).forEach(sample -> {
            if (!sample.inputs().isEmpty() && !sample.op().name().equals("input")) {
                names.add(sample.op().name());
            }
        });
        Set<String> failing = new LinkedHashSet<>();
        IllegalUses.all()
                .forEach((_, use) -> failing.add(failure(use).getMessage().split(":")[0]));
        names.removeIf(name -> failing.contains(name)
                || failing.contains("reduce") && name.startsWith("reduce_")
                || List.of("identity", "stop_gradient", "cast").contains(name));
        assertThat(names).as("operations without a tested message").isEmpty();
    }

    @Test
    void every_operation_refuses_a_wrong_number_of_operands() {
        Backing.each(EveryOp.samples(DType.FLOAT32), sample -> {
            List<TensorType> types = new ArrayList<>();
            sample.graph().outputs().getFirst().inputs().forEach(input -> types.add(input.type()));
            types.add(TensorType.of(DType.BOOL, 9, 9, 9, 9, 9));
            assertThatThrownBy(() -> sample.op().infer(types))
                    .isInstanceOfAny(ShapeException.class, DTypeException.class)
                    .hasMessageStartingWith(sample.op().name() + ": ");
        });
    }

    @Test
    void the_message_names_the_very_line_that_asked() {
        Node x = Build.input("x", TensorType.float32(32, 784));
        Node w = Build.input("w", TensorType.float32(128, 784));
        Op product = new Contraction.MatMul(Contraction.Operand.AS_IS, Contraction.Operand.AS_IS);
        int line = new Throwable().getStackTrace()[0].getLineNumber() + 1;
        assertThatThrownBy(() -> Node.of(product, x, w))
                .isInstanceOf(ShapeException.class)
                .hasMessageStartingWith("matmul: inner sizes must match, got [32, 784] × [128, 784] (784 ≠ 128) at ")
                .hasMessageContaining("(OpTypingTest.java:" + line + ")")
                .hasMessageEndingWith("; did you mean w.transpose()?");
    }
}
