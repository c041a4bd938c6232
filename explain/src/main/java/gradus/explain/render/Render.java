package gradus.explain.render;

import gradus.explain.document.Explanation;
import java.util.List;

/// Writes explanations, each output by one method.
///
/// {@snippet file="ExplainSnippets.java" region="Render"}
public final class Render {
    private Render() {}

    /// Gives text for a terminal: columns where they fit, else one part below the other.
    public static String text(Explanation explanation, TextStyle style) {
        return new TextDocument(style).write(explanation);
    }

    /// Gives Markdown with LaTeX between `` $` `` and `` `$ ``, as GitHub and GitLab show it. Every line
    /// has an anchor, and links to the lines its numbers come from.
    public static String markdown(Explanation explanation, Digits digits) {
        return new MarkdownDocument(explanation, digits).write();
    }

    /// Gives JSON by [#jsonSchema()]: numbers in full, and texts and LaTeX with as many digits as asked for.
    public static String json(Explanation explanation, Digits digits) {
        return new JsonDocument(digits).write(explanation);
    }

    /// Gives the JSON Schema of what [#json(Explanation, Digits)] gives.
    public static String jsonSchema() {
        return Resources.text("explanation.schema.json");
    }

    /// Gives a page of HTML that shows the steps of a training, or one: a single file that works offline.
    public static String html(List<Explanation> steps, Digits digits) {
        return Page.of(steps, digits);
    }
}
