package gradus.core.graph;

import gradus.core.op.Access;
import gradus.core.op.Fused;
import gradus.core.op.PointwiseStep;
import java.util.List;
import java.util.stream.Collectors;

/// The text of a fused loop: its steps by name and register.
final class PointwiseText {
    private PointwiseText() {}

    static String of(Fused.Pointwise op) {
        StringBuilder out = new StringBuilder();
        List<Access> accesses = op.accesses();
        for (int i = 0; i < accesses.size(); i++) {
            Access access = accesses.get(i);
            if (!access.isWhole(op.type().count())) {
                out.append("r")
                        .append(i)
                        .append(" by (/")
                        .append(access.divisor())
                        .append(" %");
                out.append(access.modulus()).append("), ");
            }
        }
        int register = accesses.size();
        for (PointwiseStep step : op.steps()) {
            out.append(register == accesses.size() ? "" : "; ")
                    .append("r")
                    .append(register++)
                    .append(" = ");
            switch (step) {
                case PointwiseStep.Fixed fixed -> out.append(GraphText.number(fixed.value()));
                case PointwiseStep.Apply apply -> {
                    String arguments =
                            apply.arguments().stream().map(r -> "r" + r).collect(Collectors.joining(", "));
                    out.append(apply.op().name()).append('(').append(arguments).append(')');
                }
            }
        }
        return out.toString();
    }
}
