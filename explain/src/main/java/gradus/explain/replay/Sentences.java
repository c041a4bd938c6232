package gradus.explain.replay;

import gradus.explain.render.Digits;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// The answer in a few sentences, from what was found.
final class Sentences {
    /// So much of a rise has to be there without the other batch, for the update before to be the cause.
    private static final double MOST_OF_IT = 0.5;

    /// A sample stands out if it has so many times what the others have in the mean.
    private static final double STANDS_OUT = 4;

    /// A parameter is nearly replaced by an update of this share of it; about 0.001 is usual.
    private static final double LARGE = 0.1;

    /// From here a ratio is told as a multiple, not in percent.
    private static final double MANY_TIMES = 10;

    private final Account account;
    private final long step;
    private final int rows;
    private final boolean skipped;
    private final double slope;

    /// The update that is told of.
    ///
    /// @param step which update, counted from 1
    /// @param rows the samples of its batch
    /// @param skipped whether training left the update out
    /// @param slope its changes times the gradients; above 0 it goes uphill for its batch
    record Update(long step, int rows, boolean skipped, double slope) {}

    /// @param account what was found
    Sentences(Account account, Update update) {
        this.account = account;
        this.step = update.step();
        this.rows = update.rows();
        this.skipped = update.skipped();
        this.slope = update.slope();
    }

    List<String> all() {
        List<String> sentences = new ArrayList<>();
        account.comparisons().forEach(comparison -> sentences.add(compared(comparison)));
        if (account.breakdown().isPresent()) {
            sentences.add(broken(account.breakdown().get()));
            account.losses()
                    .batchBefore()
                    .ifPresent(loss -> sentences.add(
                            "The loss of update " + (step - 1) + ", of another batch, was " + number(loss) + "."));
            if (skipped) {
                sentences.add("Training skipped this update: parameters, statistics and the optimizer's memory stay as"
                        + " they were.");
            }
        } else {
            sentences.add(before());
            sentences.add(update());
        }
        moved(sentences);
        stoodOut(sentences);
        return sentences;
    }

    private static String compared(Comparison comparison) {
        if (comparison.isSame()) {
            return "The run recorded " + comparison.what() + " as " + exact(comparison.recorded())
                    + ", and the replay gives the same"
                    + (Double.isFinite(comparison.recorded()) ? ", bit for bit." : ".");
        }
        return "The run recorded " + comparison.what() + " as " + exact(comparison.recorded())
                + ", but the replay gives "
                + exact(comparison.replayed())
                + ": what follows is near what happened, not the same. Usual reasons: the"
                + " run was made on another processor, by another version of Gradus or Java, or on another backend.";
    }

    private static String exact(double value) {
        return Double.isFinite(value) ? Double.toString(value).replace('-', '−') : "not finite";
    }

    private static String broken(Breakdown breakdown) {
        String reason = breakdown.elements().stream()
                .filter(element -> !element.reason().isEmpty())
                .findFirst()
                .map(element -> ": " + element.reason() + " is " + number(element.value()))
                .orElse("");
        String place = breakdown.where().place().isEmpty()
                ? ""
                : ", in " + breakdown.where().place();
        if (breakdown.cameIn()) {
            boolean isPart = breakdown.where().title().startsWith("Inputs")
                    || breakdown.where().title().startsWith("Given");
            return "The first number that is not finite came in: "
                    + breakdown.where().title() + " has "
                    + breakdown.notFinite()
                    + (isPart ? "; look at the data." : "; an update before spoilt it, so ask for an earlier step.");
        }
        return "The first number that is not finite is made in the " + phase(breakdown) + ": "
                + breakdown.where().title() + place + reason + ".";
    }

    private static String phase(Breakdown breakdown) {
        return switch (breakdown.phase()) {
            case FORWARD -> "forward pass";
            case LOSS -> "loss";
            case BACKWARD -> "backward pass";
            case UPDATE, AFTER -> "update";
        };
    }

    private String before() {
        Losses losses = account.losses();
        String now = "The loss of this batch was " + number(losses.now());
        if (losses.earlier().isEmpty()) {
            return now
                    + (step == 1 ? "; this is the first update, so the start and the samples alone decide it." : ".");
        }
        double earlier = losses.earlier().getAsDouble();
        double other = losses.batchBefore().orElse(Double.NaN);
        String beside = ", that of update " + (step - 1) + ", of another batch, " + number(other) + ". With the"
                + " parameters of one update before, this batch has " + number(earlier) + ": ";
        double rise = losses.rise();
        if (!(rise > 0)) {
            return now + beside + "the loss did not rise here.";
        }
        return losses.raisedByUpdateBefore() > MOST_OF_IT * rise
                ? now + beside + "update " + (step - 1) + " raised it, so that is the step to ask about."
                : now + beside + "not the update before, but the samples of this batch make the difference.";
    }

    private String update() {
        Losses losses = account.losses();
        double change = losses.after() - losses.now();
        if (!Double.isFinite(losses.after())) {
            return "After update " + step + " the loss of its own batch is not finite, so the step is too long.";
        }
        String verb = change < 0 ? "lowers" : change > 0 ? "raises" : "leaves";
        String way = change == 0 ? " as it is" : " to " + number(losses.after());
        return "Update " + step + " " + verb + " the loss of its own batch" + way + (change > 0 ? uphill() : ".");
    }

    /// Why an update does not lower the loss of its own batch.
    private String uphill() {
        return slope < 0
                ? "; an update should lower it, so the step is too long."
                : "; it goes against the gradient of this batch, for what the optimizer remembers of others, or a"
                        + " decay of the weights, outweighs it.";
    }

    private void moved(List<String> sentences) {
        if (account.motions().isEmpty()) {
            return;
        }
        Motion most = account.motions().getFirst();
        double ratio = most.norms().ratio();
        String moves = most.path() + " moves most for its size: " + share(most.norms());
        if (skipped) {
            return;
        }
        if (!Double.isFinite(most.norms().update())) {
            sentences.add(most.path() + " is no longer finite after the update: its gradient has the norm "
                    + number(most.norms().gradient()) + ", its update "
                    + number(most.norms().update()) + ".");
        } else if (ratio > LARGE) {
            sentences.add(moves + ", where a thousandth is usual; " + causes(most) + ".");
        } else {
            sentences.add(moves + ".");
        }
    }

    private static String share(Motion.Norms norms) {
        if (norms.isSmall()) {
            return "by " + number(norms.update()) + " in norm, while its own is " + number(norms.weight());
        }
        return norms.ratio() < MANY_TIMES
                ? "by " + percent(norms.ratio()) + " of its norm"
                : "by " + number(norms.ratio()) + " times its norm";
    }

    /// What did most of it, in words.
    private static String causes(Motion most) {
        Motion.Causes causes = most.causes();
        List<String> words = new ArrayList<>();
        words.add("the rate is " + number(causes.rate()) + " and the norm of its gradient "
                + number(most.norms().gradient()));
        if (causes.rule() > 1 / MOST_OF_IT) {
            words.add("the rule makes " + number(causes.rule()) + " times as much of it");
        }
        if (causes.clip() < MOST_OF_IT) {
            words.add("clipping leaves " + percent(causes.clip()) + " of it");
        }
        if (causes.memory() > 1 / MOST_OF_IT || causes.memory() < MOST_OF_IT) {
            words.add("what the optimizer remembers makes it " + number(causes.memory()) + " times as large");
        }
        return String.join(", ", words);
    }

    private void stoodOut(List<String> sentences) {
        if (account.samples().isEmpty() || rows < 2) {
            return;
        }
        SampleLoss worst = account.samples().getFirst();
        if (!Double.isFinite(worst.loss())) {
            sentences.add("The loss of " + worst.place() + " is not finite.");
        } else if (worst.share() * (rows - 1) > STANDS_OUT * (1 - worst.share())) {
            sentences.add("One of " + rows + " samples, " + worst.place() + ", makes " + percent(worst.share())
                    + " of the loss of the batch" + (worst.target().isEmpty() ? "" : ": it should be " + worst.target())
                    + (worst.answer().isEmpty() ? "." : ", and the network says " + worst.answer() + "."));
        }
    }

    private static String percent(double share) {
        return Double.isFinite(share) ? String.format(Locale.ROOT, "%.3g %%", share * 100) : number(share);
    }

    private static String number(double value) {
        return Digits.SIX.text(value);
    }
}
