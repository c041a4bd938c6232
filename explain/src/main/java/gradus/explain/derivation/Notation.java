package gradus.explain.derivation;

import gradus.explain.derivation.Subject.Moved;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads the symbols of the field as people type them, such as `dC/dW2[1,2]`, `∂C/∂W²`, `delta2`, `δ²`, `W2_new`,
/// `W2'` or `C after`.
public final class Notation {
    private static final String RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹";
    private static final String LOWERED = "₀₁₂₃₄₅₆₇₈₉";
    private static final String LOSS = "(?:C|J|L|E|loss|cost)";
    private static final String LAYER = "(\\d*)";
    private static final Pattern INDICES = Pattern.compile("\\[([0-9,]+)]$");
    private static final Pattern AFTER =
            Pattern.compile("^(?:new_?)(.+)$|^(.+?)(?:_?(?:new|after|next|updated)|\\+)$|^([A-Za-z]+)'(\\d*)$|^(.+)'$");

    /// What a symbol means.
    ///
    /// @param subject the quantity
    /// @param indices the indices written behind, counted from 1; empty for none
    public record Mention(Subject subject, List<Integer> indices) {
        public Mention {
            indices = List.copyOf(indices);
        }
    }

    /// A way to write a quantity.
    private record Form(Pattern pattern, Quantity quantity, Optional<Quantity> after) {
        static Form of(String pattern, Quantity quantity) {
            return new Form(Pattern.compile(pattern), quantity, Optional.empty());
        }

        static Form of(String pattern, Quantity quantity, Quantity after) {
            return new Form(Pattern.compile(pattern), quantity, Optional.of(after));
        }
    }

    private static final List<Form> FORMS = List.of(
            Form.of("z" + LAYER, Quantity.WEIGHTED_INPUT, Quantity.NEW_WEIGHTED_INPUT),
            Form.of("[ah]" + LAYER, Quantity.ACTIVATION, Quantity.NEW_ACTIVATION),
            Form.of("(?:yhat|y_hat|o|out)()", Quantity.ACTIVATION, Quantity.NEW_ACTIVATION),
            Form.of(LOSS + "()", Quantity.LOSS, Quantity.NEW_LOSS),
            Form.of("d" + LOSS + "/d[ah]" + LAYER, Quantity.BY_ACTIVATION),
            Form.of("d" + LOSS + "/d(?:yhat|y_hat|o|out)()", Quantity.BY_ACTIVATION),
            Form.of("d[ah]\\d*/dz" + LAYER, Quantity.SLOPE),
            Form.of("(?:sigma|f|g)'\\(?z" + LAYER + "\\)?", Quantity.SLOPE),
            Form.of("delta" + LAYER, Quantity.ERROR_SIGNAL),
            Form.of("d" + LOSS + "/dz" + LAYER, Quantity.BY_WEIGHTED_INPUT),
            Form.of("d" + LOSS + "/d[Ww]" + LAYER, Quantity.BY_WEIGHT),
            Form.of("d" + LOSS + "/db" + LAYER, Quantity.BY_BIAS),
            Form.of("(?:d|grad_?)[Ww]" + LAYER, Quantity.BY_WEIGHT),
            Form.of("(?:d|grad_?)b" + LAYER, Quantity.BY_BIAS),
            Form.of("(?:[Dd]elta|change)_?[Ww]" + LAYER, Quantity.WEIGHT_CHANGE),
            Form.of("(?:[Dd]elta|change)_?b" + LAYER, Quantity.BIAS_CHANGE),
            Form.of("after:[Ww]" + LAYER, Quantity.NEW_WEIGHT),
            Form.of("after:b" + LAYER, Quantity.NEW_BIAS));

    private Notation() {}

    /// Reads a symbol.
    ///
    /// @param text the symbol
    /// @param moved which parameters the update moves that it belongs to
    /// @param derivation the network; a symbol without a layer means the last one
    /// @throws IllegalArgumentException if it is no symbol of this network
    public static Mention read(String text, Moved moved, Derivation derivation) {
        String plain = plain(text);
        List<Integer> indices = new ArrayList<>();
        Matcher index = INDICES.matcher(plain);
        if (index.find()) {
            for (String part : index.group(1).split(",")) {
                indices.add(number(text, part));
            }
            plain = plain.substring(0, index.start());
        }
        Subject subject = subject(text, plain, moved, derivation);
        requireKnown(text, subject, derivation);
        return new Mention(subject, indices);
    }

    private static Subject subject(String text, String plain, Moved moved, Derivation derivation) {
        boolean isSlope = plain.matches("(?:sigma|f|g)'.*");
        Matcher after = AFTER.matcher(plain);
        boolean isAfter = !isSlope && after.matches();
        String name = isAfter ? bare(after) : plain;
        String sought = isAfter && name.matches("[Wwb]\\d*") ? "after:" + name : name;
        for (Form form : FORMS) {
            Matcher matcher = form.pattern().matcher(sought);
            boolean fits = !isAfter || form.after().isPresent() || sought.startsWith("after:");
            if (matcher.matches() && fits) {
                String layer = matcher.group(1);
                Quantity quantity = isAfter ? form.after().orElse(form.quantity()) : form.quantity();
                return new Subject(quantity, layer.isEmpty() ? derivation.depth() : number(text, layer), moved);
            }
        }
        throw new IllegalArgumentException("derivation: '" + text
                + "' is no symbol of a step; there are z1, a1, C, dC/da2, da2/dz2, delta2, dC/dW2, dC/db2, their elements"
                + " as dC/dW2[1,2], and W2', b2', a2', C' after the update");
    }

    private static String bare(Matcher after) {
        for (int group : new int[] {1, 2, 5}) {
            if (after.group(group) != null) {
                return after.group(group);
            }
        }
        return after.group(3) + after.group(4);
    }

    private static void requireKnown(String text, Subject subject, Derivation derivation) {
        boolean isLoss = subject.quantity().isLoss();
        if (!isLoss && (subject.layer() < 1 || subject.layer() > derivation.depth())) {
            throw new IllegalArgumentException("derivation: '" + text + "' is of layer " + subject.layer()
                    + ", there are the layers 1 to " + derivation.depth());
        }
        boolean isBias = subject.quantity().isOfBiases();
        if (isBias && derivation.layer(subject.layer()).bias().isEmpty()) {
            throw new IllegalArgumentException(
                    "derivation: '" + text + "' is a bias, but layer " + subject.layer() + " has none");
        }
        boolean isSoftmax = !isLoss
                && derivation.layer(subject.layer()).activation().equals(gradus.nn.activation.Activation.SOFTMAX);
        if (isSoftmax && subject.quantity() == Quantity.SLOPE) {
            throw new IllegalArgumentException("derivation: '" + text
                    + "' is a whole matrix for a softmax, since each output depends on each input; give δ instead");
        }
    }

    private static int number(String text, String digits) {
        if (digits.isEmpty() || digits.length() > 6) {
            throw new IllegalArgumentException("derivation: '" + text + "' has an index that is no number");
        }
        return Integer.parseInt(digits);
    }

    /// Writes a symbol in ASCII without blanks, the layer right behind its letter.
    private static String plain(String text) {
        StringBuilder ascii = new StringBuilder();
        boolean wasRaised = false;
        for (char c : text.strip().toCharArray()) {
            int raised = RAISED.indexOf(c);
            int lowered = LOWERED.indexOf(c);
            if (lowered >= 0 && wasRaised) {
                ascii.append('[').append(lowered).append(']');
            } else {
                ascii.append(raised >= 0 ? "" + raised : lowered >= 0 ? "" + lowered : "" + c);
            }
            wasRaised = raised >= 0;
        }
        return Normalizer.normalize(ascii, Normalizer.Form.NFC)
                .replace("ŷ", "yhat")
                .replace("∂", "d")
                .replace("δ", "delta")
                .replace("Δ", "Delta")
                .replace("∇", "grad")
                .replace("σ", "sigma")
                .replaceAll("[′’´]", "'")
                .replaceAll("[ _]+(?=new|after|next|updated)", "_")
                .replaceAll("(?<=new) +", "_")
                .replaceAll("\\s", "")
                .replaceAll("[\\^_]?\\{(\\d+)}", "$1")
                .replaceAll("(?<=[A-Za-z'])[\\^_](?=\\d)", "")
                .replaceAll("(?<=[A-Za-z'])\\((\\d+)\\)", "$1")
                .replaceAll("][\\[]", ",")
                .replaceAll("(?<=\\d)_(\\d+)(?:[_,](\\d+))?$", "[$1,$2]")
                .replaceAll(",]", "]")
                .replaceAll("d([A-Za-z]+)/d\\(?([A-Za-z']+\\d*)\\)?", "d$1/d$2");
    }
}
