package gradus.cli;

import gradus.explain.derivation.Conventions;
import gradus.explain.derivation.Dense;
import gradus.explain.derivation.Derivation;
import gradus.explain.derivation.Matrix;
import gradus.explain.derivation.Quantity;
import gradus.explain.derivation.Subject;
import gradus.explain.derivation.Subject.Moved;
import gradus.explain.render.Digits;
import gradus.nn.activation.Activation;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/// What a quiz asks about.
enum QuizLevel {
    /// Weighted inputs and activations.
    FORWARD,
    /// The loss.
    LOSS,
    /// The factors of error signals, and these.
    DELTA,
    /// The gradients by parameters.
    GRADIENTS,
    /// The new parameters.
    UPDATE;

    private List<Quantity> quantities() {
        return switch (this) {
            case FORWARD -> List.of(Quantity.WEIGHTED_INPUT, Quantity.ACTIVATION);
            case LOSS -> List.of(Quantity.LOSS);
            case DELTA -> List.of(Quantity.BY_ACTIVATION, Quantity.SLOPE, Quantity.ERROR_SIGNAL);
            case GRADIENTS -> List.of(Quantity.BY_WEIGHT, Quantity.BY_BIAS);
            case UPDATE -> List.of(Quantity.NEW_WEIGHT, Quantity.NEW_BIAS);
        };
    }

    /// A number that is asked for.
    ///
    /// @param subject what it is
    /// @param row the row, from 0
    /// @param column the column, from 0
    record Question(Subject subject, int row, int column) {}

    /// Chooses numbers, in the order in which a step is derived.
    static List<Question> questions(Derivation derivation, List<QuizLevel> levels, int most, long seed) {
        List<Question> all = new ArrayList<>();
        levels.stream().distinct().flatMap(level -> level.quantities().stream()).forEach(quantity -> {
            for (int l = 1; l <= (quantity == Quantity.LOSS ? 1 : derivation.depth()); l++) {
                add(all, derivation, new Subject(quantity, l, Moved.ALL));
            }
        });
        List<Question> chosen = new ArrayList<>(all);
        Collections.shuffle(chosen, new Random(seed));
        return chosen.subList(0, Math.min(most, chosen.size())).stream()
                .sorted(Comparator.comparing(Question::subject)
                        .thenComparingInt(Question::row)
                        .thenComparingInt(Question::column))
                .toList();
    }

    private static void add(List<Question> all, Derivation derivation, Subject subject) {
        boolean isAsked = true;
        if (subject.layer() > 0) {
            Dense layer = derivation.layer(subject.layer());
            boolean isBias = subject.quantity() == Quantity.BY_BIAS || subject.quantity() == Quantity.NEW_BIAS;
            boolean isSoftmax = layer.activation().equals(Activation.SOFTMAX);
            isAsked = !(isBias && layer.bias().isEmpty()) && !(isSoftmax && subject.quantity() == Quantity.SLOPE);
        }
        for (int i = 0; isAsked && i < derivation.rows(subject); i++) {
            for (int j = 0; j < derivation.columns(subject); j++) {
                all.add(new Question(subject, i, j));
            }
        }
    }

    /// Gives the step in words, with all that is given.
    static String facts(Derivation derivation) {
        boolean isTurned = derivation.conventions().weights() == Conventions.Weights.ROWS_PER_OUTPUT;
        StringBuilder text = new StringBuilder("A step to derive: loss C = "
                + derivation.cost().formula() + ", " + derivation.optimizer().name() + ", η = "
                + new Digits(6).text(derivation.optimizer().schedule().at(0)) + ", "
                + (isTurned ? "z = Wa + b" : "z = aW + b") + "\n");
        for (int l = 1; l <= derivation.depth(); l++) {
            Dense layer = derivation.layer(l);
            Matrix weight = isTurned ? layer.weight().transpose() : layer.weight();
            text.append("  layer ").append(l).append(": W = ").append(weight);
            layer.bias().ifPresent(bias -> text.append(", b = ").append(bias));
            text.append(", ").append(layer.activation()).append('\n');
        }
        return text + "  x = " + derivation.samples() + ", y = " + derivation.targets();
    }
}
