package gradus.explain.replay;

import gradus.explain.step.StepValues;
import gradus.nn.train.Training;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/// Says why the loss of a training did what it did at a step: what the batch, the update before and the update itself
/// have to do with it, the first number that is not finite, the parameters that move most, the worst samples.
///
/// {@snippet file="PlotSnippets.java" region="Why"}
///
/// Each method gives a changed copy.
public final class Why {
    /// How many parameters and samples are told if nothing is said.
    public static final int TOP = 5;

    private final Replayed<?> replayed;
    private final String title;
    private final SampleNames names;
    private final List<String> notes;
    private final List<Comparison> comparisons;
    private final int top;

    private Why(
            Replayed<?> replayed,
            String title,
            SampleNames names,
            List<String> notes,
            List<Comparison> comparisons,
            int top) {
        this.replayed = replayed;
        this.title = title;
        this.names = names;
        this.notes = notes;
        this.comparisons = comparisons;
        this.top = top;
    }

    /// Asks about an update of a training, which is done again up to there from its start.
    ///
    /// @param step which update, counted from 1
    public static Why of(Training<?, ?> training, long step) {
        return of(Replay.of(training).to(step));
    }

    /// Asks about an update that was done again.
    public static Why of(Replayed<?> replayed) {
        return new Why(replayed, "Update " + replayed.step(), SampleNames.numbers(), List.of(), List.of(), TOP);
    }

    /// Names the document.
    public Why title(String title) {
        return new Why(replayed, title, names, notes, comparisons, top);
    }

    /// Names the samples.
    public Why samples(SampleNames names) {
        return new Why(replayed, title, names, notes, comparisons, top);
    }

    /// Puts a sentence in front of the answer, such as why this step was chosen.
    public Why note(String sentence) {
        List<String> more = new ArrayList<>(notes);
        more.add(sentence);
        return new Why(replayed, title, names, more, comparisons, top);
    }

    /// Holds a number that the run recorded beside the replayed one.
    public Why compared(Comparison comparison) {
        List<Comparison> more = new ArrayList<>(comparisons);
        more.add(comparison);
        return new Why(replayed, title, names, notes, more, top);
    }

    /// Sets how many parameters and samples are told, 5 if nothing is said.
    ///
    /// @throws IllegalArgumentException if there is not one
    public Why top(int most) {
        if (most < 1) {
            throw new IllegalArgumentException("top: at least one parameter and sample is told, got " + most);
        }
        return new Why(replayed, title, names, notes, comparisons, most);
    }

    /// Gives the answer.
    public Account account() {
        return account(replayed);
    }

    private <L> Account account(Replayed<L> done) {
        StepValues values = StepValues.of(done.moment());
        Losses losses = new Losses(
                done.before()
                        .map(before -> OptionalDouble.of(values.lossWith(before.network())))
                        .orElse(OptionalDouble.empty()),
                done.loss(),
                values.lossAfter(),
                done.before().map(before -> OptionalDouble.of(before.loss())).orElse(OptionalDouble.empty()));
        List<Motion> motions = Motions.of(values, done.moment().update());
        Account account = new Account(
                title,
                List.of(),
                comparisons,
                losses,
                NonFiniteSearch.in(values),
                motions.subList(0, Math.min(top, motions.size())),
                new SampleLosses<>(done.moment(), values, done.samples(), names).worst(top));
        List<String> answer = new ArrayList<>(notes);
        Sentences.Update update =
                new Sentences.Update(done.step(), done.moment().rows(), values.isSkipped(), Motions.slope(values));
        answer.addAll(new Sentences(account, update).all());
        return new Account(
                title, answer, comparisons, losses, account.breakdown(), account.motions(), account.samples());
    }

    /// Gives text for a terminal.
    public String toText() {
        return account().toText();
    }

    /// Gives Markdown.
    public String toMarkdown() {
        return account().toMarkdown();
    }

    /// Gives JSON.
    public String toJson() {
        return account().toJson();
    }
}
