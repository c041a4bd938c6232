package gradus.explain.step;

import gradus.core.tensor.Tensor;
import gradus.core.type.Literal;
import gradus.explain.maths.Superscript;
import gradus.explain.maths.Symbol;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.PriorityQueue;

/// What came of a step, in a few sentences: the loss before and after, which weights moved most, and why.
final class Answer {
    private static final int MOST = 3;

    private final Stage stage;
    private final Values after;
    private final boolean skipped;

    /// @param skipped whether training leaves this update out
    Answer(Stage stage, Values after, boolean skipped) {
        this.stage = stage;
        this.after = after;
        this.skipped = skipped;
    }

    private record Move(String path, Tensor parameter, int element, double change, double gradient) {}

    List<String> sentences() {
        Tensor total = stage.step().made().total();
        double before = stage.value(total).get(0);
        double now = after.get(total.node(), 0);
        if (skipped) {
            return List.of("Training skipped this update, because its loss or a gradient is not a finite number (the"
                    + " loss is " + before + "): parameters, statistics and the optimizer's memory stay as they were.");
        }
        List<String> sentences = new ArrayList<>();
        if (!Double.isFinite(before) || !Double.isFinite(now)) {
            String when = Double.isFinite(before) ? "after the step" : "before the step already";
            return List.of(
                    "The loss is not a finite number " + when + ", " + before + " → " + now
                            + "; the first number that is not finite stands where a line has a value but its operands are finite.");
        }
        String what = stage.step().made().penalty().isSymbolic() ? "objective, loss and penalty," : "loss";
        String outcome = now < before ? "falls" : now > before ? "rises" : "stays";
        sentences.add(String.format(Locale.ROOT, "The %s %s from %.9g to %.9g.", what, outcome, before, now));
        for (Move move : moves()) {
            sentences.add(sentence(move));
        }
        sentences.replaceAll(sentence -> sentence.replaceAll("-(?=\\d)", "−")); // as in formulas
        return sentences;
    }

    private String sentence(Move move) {
        String name = name(move);
        String way = move.change() > 0 ? "up" : "down";
        String why = move.gradient() == 0
                ? "though its gradient is 0"
                : String.format(
                        Locale.ROOT,
                        "because its gradient is %.6g, so a larger value makes the loss %s",
                        move.gradient(),
                        move.gradient() > 0 ? "larger" : "smaller");
        boolean against = move.change() * move.gradient() > 0;
        return String.format(
                Locale.ROOT,
                "%s moves %s by %.6g, %s%s.",
                name,
                way,
                Math.abs(move.change()),
                why,
                against ? "; what the optimizer remembers of earlier steps, or its decay, weighs more" : "");
    }

    /// The parameter by its path and, in brackets, its symbol.
    private String name(Move move) {
        String index = Namer.indices(move.parameter().shape(), move.element())
                .toString()
                .replace(" ", "");
        String letter = stage.named()
                .names()
                .of(move.parameter().node())
                .map(naming -> naming.symbol().apply(move.element()))
                .map(symbol -> symbol instanceof Symbol.Name known
                        ? known.letter() + (known.layer().isEmpty() ? "" : Superscript.of(known.layer()))
                        : "")
                .orElse("");
        return letter + index + " (" + move.path() + ")";
    }

    private List<Move> moves() {
        PriorityQueue<Move> most = new PriorityQueue<>(Comparator.comparingDouble(move -> Math.abs(move.change())));
        for (Map.Entry<String, Tensor> update :
                stage.step().made().update().updates().entrySet()) {
            Tensor parameter = stage.step().given().parameters().get(update.getKey());
            Tensor gradient = stage.step().made().gradients().get(update.getKey());
            if (parameter == null || gradient == null) {
                continue;
            }
            Literal changes = stage.value(update.getValue());
            Literal gradients = stage.value(gradient);
            for (int e = 0; e < changes.count(); e++) {
                double change = changes.get(e);
                boolean counts = change != 0 && Double.isFinite(change);
                if (counts
                        && (most.size() < MOST
                                || Math.abs(change) > Math.abs(most.element().change()))) {
                    most.add(new Move(update.getKey(), parameter, e, change, gradients.get(e)));
                }
                if (most.size() > MOST) {
                    most.remove();
                }
            }
        }
        List<Move> moves = new ArrayList<>(most);
        moves.sort(Comparator.comparingDouble(move -> -Math.abs(move.change())));
        return moves;
    }
}
