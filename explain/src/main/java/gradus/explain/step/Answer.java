package gradus.explain.step;

import gradus.core.tensor.Tensor;
import gradus.core.type.Literal;
import gradus.explain.maths.Superscript;
import gradus.explain.maths.Symbol;
import gradus.explain.render.Digits;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;

/// What came of a step, in a few sentences: the loss before and after, which weights moved most, and why.
final class Answer {
    private static final int MOST = 3;

    private final Stage stage;
    private final Values after;
    private final Focus focus;
    private final boolean skipped;

    /// @param skipped whether training leaves this update out
    Answer(Stage stage, Values after, Focus focus, boolean skipped) {
        this.stage = stage;
        this.after = after;
        this.focus = focus;
        this.skipped = skipped;
    }

    private record Move(String path, Tensor parameter, int element, double change, double gradient) {}

    /// Gives the outcome, and of a weight or unit in focus first why it moves.
    ///
    /// @param teller who tells the step
    /// @param way the way of what is in focus, if it has one
    /// @param chain the same, told
    List<String> sentences(Teller teller, Optional<Way> way, Optional<Chain> chain) {
        if (skipped) {
            double loss = stage.value(stage.step().made().total()).get(0);
            return List.of("Training skipped this update, because its loss or a gradient is not a finite number (the"
                    + " loss is " + loss + "): parameters, statistics and the optimizer's memory stay as they were.");
        }
        List<String> sentences = new ArrayList<>();
        Optional<Source> source = Source.of(stage, focus);
        if (source.isPresent()) {
            FocusAnswer focused = new FocusAnswer(stage, teller, source.get(), way);
            sentences.addAll(focused.before());
            moves().forEach(move -> sentences.add(sentence(move)));
            sentences.addAll(focused.why());
            chain.ifPresent(told -> sentences.add(told.sentence()));
            sentences.add(loss());
        } else {
            sentences.add(loss());
            moves().forEach(move -> sentences.add(sentence(move)));
        }
        sentences.replaceAll(sentence -> sentence.replaceAll("-(?=\\d)", "−")); // as in formulas
        return sentences;
    }

    private String loss() {
        Tensor total = stage.step().made().total();
        double before = stage.value(total).get(0);
        double now = after.get(total.node(), 0);
        if (!Double.isFinite(before) || !Double.isFinite(now)) {
            String when = Double.isFinite(before) ? "after the step" : "before the step already";
            return "The loss is not a finite number " + when + ", " + before + " → " + now
                    + "; the first number that is not finite stands where a line has a value but its operands are"
                    + " finite.";
        }
        String what = stage.step().made().penalty().isSymbolic() ? "objective, loss and penalty," : "loss";
        String outcome = now < before ? "falls" : now > before ? "rises" : "stays";
        return String.format(Locale.ROOT, "The %s %s from %.9g to %.9g.", what, outcome, before, now);
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
                "%s moves %s by %.6g%s, %s%s.",
                name,
                way,
                Math.abs(move.change()),
                focus.index().isEmpty() ? "" : fromTo(move),
                why,
                against ? "; what the optimizer remembers of earlier steps, or its decay, weighs more" : "");
    }

    private String fromTo(Move move) {
        double before = stage.value(move.parameter()).get(move.element());
        return ", from " + Digits.SIX.text(before) + " to " + Digits.SIX.text(before + move.change());
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

    /// Says whether a parameter's element is in focus: the weight, those of the unit, those of the layer, or any.
    private boolean isAsked(String path, Tensor parameter, int element) {
        if (focus.layer().isEmpty()) {
            return true;
        }
        boolean isParameter = path.equals(focus.layer().get());
        if (!isParameter && !path.startsWith(focus.layer().get() + ".")) {
            return false;
        }
        List<Integer> at = Namer.indices(parameter.shape(), element);
        boolean isWeight = isParameter && at.size() == focus.index().size();
        return focus.index().isEmpty()
                || (isWeight
                        ? at.equals(focus.index())
                        : at.getLast().equals(focus.index().getLast()));
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
                boolean counts = change != 0 && Double.isFinite(change) && isAsked(update.getKey(), parameter, e);
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
