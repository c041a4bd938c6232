package gradus.testkit;

import gradus.core.op.Recurrent;
import gradus.core.op.Recurrent.Cell;
import gradus.core.op.Recurrent.Direction;
import gradus.core.op.Recurrent.Flow;
import gradus.core.op.Recurrent.Steps;
import gradus.core.op.RecurrentLayout;
import gradus.core.type.Literal;
import java.util.ArrayList;
import java.util.List;

/// Samples of recurrent operations: every cell, direction, mask and flow at small sizes, and a few sizes at which
/// vector loops, strips and the cut of the batch go wrong.
final class RecurrentSamples {
    private RecurrentSamples() {}

    static void addTo(Draw draw) {
        for (Cell cell : Cell.values()) {
            for (Direction direction : Direction.values()) {
                for (Steps steps : Steps.values()) {
                    both(draw, new RecurrentLayout(cell, 2, 3, 2), direction, steps);
                }
            }
            both(draw, new RecurrentLayout(cell, 0, 2, 3), Direction.FORWARD, Steps.ALL);
            both(draw, new RecurrentLayout(cell, 1, 1, 1), Direction.REVERSE, Steps.MASKED);
            both(draw, new RecurrentLayout(cell, 5, 4, 17), Direction.FORWARD, Steps.MASKED);
            both(draw, new RecurrentLayout(cell, 17, 3, 33), Direction.REVERSE, Steps.ALL);
            both(draw, new RecurrentLayout(cell, 35, 7, 64), Direction.FORWARD, Steps.ALL);
        }
    }

    private static void both(Draw draw, RecurrentLayout layout, Direction direction, Steps steps) {
        List<Literal> inputs = new ArrayList<>();
        Literal weight = draw.signed(0, 1 / Math.sqrt(layout.hidden()), layout.hidden(), layout.gateWidth());
        inputs.add(draw.signed(0, 1.5, layout.batch(), layout.steps(), layout.gateWidth()));
        inputs.add(weight);
        if (layout.cell().hasRecurrentBias()) {
            inputs.add(draw.signed(0, 0.5, layout.gateWidth()));
        }
        List<Literal> states = states(draw, layout, steps);
        inputs.addAll(states);
        draw.add(new Recurrent.Sequence(layout.cell(), direction, steps), inputs.toArray(Literal[]::new));
        for (Flow flow : Flow.values()) {
            List<Literal> back = new ArrayList<>(List.of(weight));
            back.addAll(states);
            back.add(draw.signed(0.1, 0.8, layout.resultCount()));
            back.add(
                    flow == Flow.PACKED
                            ? draw.signed(0, 1, layout.resultCount())
                            : draw.signed(0, 1, layout.states().sizes()));
            draw.add(
                    new Recurrent.SequenceGradient(layout.cell(), direction, steps, flow, layout.steps()),
                    back.toArray(Literal[]::new));
        }
    }

    private static List<Literal> states(Draw draw, RecurrentLayout layout, Steps steps) {
        List<Literal> states = new ArrayList<>();
        for (int i = 0; i < layout.cell().states(); i++) {
            states.add(draw.signed(0, 1, layout.batch(), layout.hidden()));
        }
        if (steps == Steps.MASKED) {
            states.add(draw.truths(layout.batch(), layout.steps()));
        }
        return states;
    }
}
