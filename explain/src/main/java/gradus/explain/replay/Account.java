package gradus.explain.replay;

import gradus.explain.render.Digits;
import java.util.List;
import java.util.Optional;

/// What is to be said about the loss at a step.
///
/// {@snippet file="PlotSnippets.java" region="Why"}
///
/// @param title which step of what
/// @param answer why, in a few sentences
/// @param comparisons what the run recorded beside what the replay gives
/// @param losses the loss of the batch around the update
/// @param breakdown the first number that is not finite, if one is not
/// @param motions the parameters that the update moves most for their size, the most moved first
/// @param samples the samples of the batch with the largest loss, the worst first
public record Account(
        String title,
        List<String> answer,
        List<Comparison> comparisons,
        Losses losses,
        Optional<Breakdown> breakdown,
        List<Motion> motions,
        List<SampleLoss> samples) {
    /// Copies the lists.
    public Account {
        answer = List.copyOf(answer);
        comparisons = List.copyOf(comparisons);
        motions = List.copyOf(motions);
        samples = List.copyOf(samples);
    }

    /// Gives text for a terminal.
    public String toText() {
        return AccountText.of(this, Digits.SIX);
    }

    /// Gives Markdown.
    public String toMarkdown() {
        return AccountMarkdown.of(this, Digits.SIX);
    }

    /// Gives JSON.
    public String toJson() {
        return AccountJson.of(this);
    }
}
