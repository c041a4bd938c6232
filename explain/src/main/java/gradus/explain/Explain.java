package gradus.explain;

import gradus.core.tensor.Tensor;
import gradus.core.type.Key;
import gradus.core.type.Literal;
import gradus.explain.document.Explanation;
import gradus.explain.render.Digits;
import gradus.explain.render.Render;
import gradus.explain.render.TextStyle;
import gradus.explain.step.Explainer;
import gradus.explain.step.Focus;
import gradus.explain.step.Labels;
import gradus.nn.layer.Layer;
import gradus.nn.loss.Loss;
import gradus.nn.loss.Penalty;
import gradus.nn.optim.Optimizer;
import gradus.nn.train.Goal;
import gradus.nn.train.Moment;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Tells a training step number by number: forward, loss, backward, update, and the forward pass after it; each number
/// with its symbol, its formula, the formula with numbers put in, and an independent check.
///
/// {@snippet file="ExplainSnippets.java" region="Explain"}
///
/// Each method gives a changed copy; nothing is computed before one of the outputs is asked for. The network is not
/// changed.
public final class Explain {
    /// How long central differences may take where nothing else is said, in seconds.
    public static final int CHECK_SECONDS = 20;

    private final Moment<?> moment;
    private final Focus focus;
    private final Labels labels;
    private final int checkSeconds;

    private Explain(Moment<?> moment, Focus focus, Labels labels, int checkSeconds) {
        this.moment = moment;
        this.focus = focus;
        this.labels = labels;
        this.checkSeconds = checkSeconds;
    }

    /// Explains the first step of a training: the optimizer remembers nothing yet.
    ///
    /// @param network the network
    /// @param x the samples, `[samples, …]`
    /// @param y what is right for each
    /// @param loss how wrong the answers are
    /// @param optimizer how gradients become updates
    public static Explain step(Layer network, Tensor x, Tensor y, Loss loss, Optimizer optimizer) {
        Map<String, Literal> batch = new LinkedHashMap<>();
        batch.put("features", x.literal());
        batch.put("target", y.literal());
        return of(Moment.first(network, Goal.of(loss), optimizer, batch));
    }

    /// Explains a step of any training.
    public static Explain of(Moment<?> moment) {
        return new Explain(moment, Focus.defaults(), Labels.of("One training step"), CHECK_SECONDS);
    }

    /// Adds a price of large weights.
    public Explain penalty(Penalty penalty) {
        return new Explain(moment.with(penalty), focus, labels, checkSeconds);
    }

    /// Sets the random key of the step, which decides what dropout drops.
    public Explain key(Key key) {
        return new Explain(moment.with(key), focus, labels, checkSeconds);
    }

    /// Chooses what is shown line by line. Default: small networks whole.
    public Explain focus(Focus focus) {
        return new Explain(moment, focus, labels, checkSeconds);
    }

    /// Names the document, the inputs and the outputs.
    public Explain labels(Labels labels) {
        return new Explain(moment, focus, labels, checkSeconds);
    }

    /// Sets how long central differences may take, in seconds; derivatives beyond that go unchecked, and the
    /// document says how many. Default [#CHECK_SECONDS].
    public Explain checkSeconds(int seconds) {
        return new Explain(moment, focus, labels, seconds);
    }

    /// Gives the step after this one on the same samples, from the parameters and the optimizer's state that this
    /// one leads to.
    public Explain next() {
        return new Explain(Explainer.next(moment), focus, labels, checkSeconds);
    }

    /// Gives the document.
    public Explanation explanation() {
        return Explainer.explain(moment, focus, labels, checkSeconds);
    }

    /// Gives text for a terminal, without colour.
    public String toText() {
        return Render.text(explanation(), TextStyle.plain());
    }

    /// Gives Markdown with LaTeX.
    public String toMarkdown() {
        return Render.markdown(explanation(), Digits.SIX);
    }

    /// Gives JSON; its schema is [Render#jsonSchema()].
    public String toJson() {
        return Render.json(explanation(), Digits.SIX);
    }

    /// Gives the documents of this step and of those that follow it on the same samples.
    ///
    /// @param steps how many
    public List<Explanation> explanations(int steps) {
        List<Explanation> all = new ArrayList<>();
        Explain now = this;
        for (int i = 0; i < steps; i++) {
            Labels numbered = steps == 1
                    ? labels
                    : new Labels(labels.title() + ", step " + (i + 1), labels.inputs(), labels.outputs());
            all.add(now.labels(numbered).explanation());
            now = i + 1 < steps ? now.next() : now;
        }
        return all;
    }
}
