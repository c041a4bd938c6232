package gradus.examples.guide;

import gradus.core.plan.Plan;
import gradus.core.tree.Surgery;
import gradus.core.type.Key;
import gradus.core.type.Shape;
import gradus.nn.activation.Activation;
import gradus.nn.data.Dataset;
import gradus.nn.layer.Activate;
import gradus.nn.layer.Layer;
import gradus.nn.layer.Linear;
import gradus.nn.layer.Parameters;
import gradus.nn.layer.Sequential;
import gradus.nn.loss.Loss;
import gradus.nn.network.Networks;
import gradus.nn.optim.Adam;
import gradus.nn.optim.Groups;
import gradus.nn.train.Goal;
import gradus.nn.train.StepByStep;
import gradus.nn.train.Training;
import java.io.PrintStream;

/// Chapter 22: networks that learn on.
public final class TransferChapter {
    private TransferChapter() {}

    /// Prints what the chapter shows.
    public static void main(String... args) {
        show(System.out);
    }

    static void show(PrintStream out) {
        var base = surgery(out);
        frozen(out, GoalsChapter.waves());
        // snippet depth
        var rates = Groups.byDepth(Adam.of(1e-3), Parameters.of(base).keySet(), 0.5);
        rates.groups()
                .forEach(group -> out.println(
                        group.pattern() + ": " + group.optimizer().schedule().at(0)));
        // end
    }

    private static Sequential surgery(PrintStream out) {
        // snippet surgery
        var base = Networks.mlp(32, 32).build(Shape.of(2), 3, Key.of(1));
        var tuned = Surgery.replace(base, "layers.4", Linear.of(32, 5, Key.of(2)));
        out.println(Surgery.at(tuned, "layers.4") + ", "
                + Surgery.at(tuned, "layers.0").equals(Surgery.at(base, "layers.0")));
        // end
        // snippet all-of-a-type
        var silu = Surgery.replaceAll(base, Activate.class, (path, relu) -> new Activate(Activation.SILU));
        out.println(Surgery.parts(silu, Activate.class));
        // end
        // snippet no-place
        try {
            Surgery.at(base, "layers.5");
        } catch (IllegalArgumentException e) {
            out.println(e.getMessage());
        }
        // end
        return base;
    }

    private static void frozen(PrintStream out, Dataset waves) {
        Goal<Layer> goal = Goal.reconstruction(Loss.MEAN_SQUARED_ERROR);
        // snippet frozen
        var whole = Training.of(Networks.mlp(64, 64).build(Shape.of(8), 8, Key.of(1)), waves, goal);
        var head = whole.freeze("!layers.4.**");
        out.println(flops(whole) + " and " + flops(head) + " FLOPs, "
                + whole.start().optimizer().size() + " and "
                + head.start().optimizer().size() + " parts of Adam's state");
        // end
    }

    private static long flops(Training<?, ?> training) {
        return StepByStep.of(training).plans().stream()
                .map(Plan::cost)
                .mapToLong(cost -> cost.flops())
                .sum();
    }
}
