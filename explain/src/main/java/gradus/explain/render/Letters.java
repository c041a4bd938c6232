package gradus.explain.render;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// Letters and words of symbols: superscripts in Unicode, and everything in LaTeX. Whatever a name holds, what comes
/// out is valid LaTeX that sets it as it reads.
final class Letters {
    private static final String PLAIN = "0123456789+-−()";
    private static final String RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁽⁾";

    /// Numbers and single letters with signs between them, such as `2` or `1,t=3`: mathematics as it stands.
    private static final Pattern SCRIPT = Pattern.compile("[(+−-]*(\\d+|[A-Za-z])([,=+()−-]+(\\d+|[A-Za-z]))*[)]*");

    private static final Pattern NUMBERED = Pattern.compile("(\\p{L})([₀-₉]+)");

    private static final Map<Character, String> ACCENTS = Map.of(
            '\u0302', "hat",
            '\u0304', "bar",
            '\u0305', "bar",
            '\u0303', "tilde",
            '\u0307', "dot",
            '\u030c', "check");

    private static final Map<Character, String> COMMANDS = Map.ofEntries(
            Map.entry('α', "alpha"),
            Map.entry('β', "beta"),
            Map.entry('γ', "gamma"),
            Map.entry('δ', "delta"),
            Map.entry('ε', "varepsilon"),
            Map.entry('ϵ', "epsilon"),
            Map.entry('ζ', "zeta"),
            Map.entry('η', "eta"),
            Map.entry('θ', "theta"),
            Map.entry('κ', "kappa"),
            Map.entry('λ', "lambda"),
            Map.entry('μ', "mu"),
            Map.entry('ν', "nu"),
            Map.entry('ξ', "xi"),
            Map.entry('π', "pi"),
            Map.entry('ρ', "rho"),
            Map.entry('σ', "sigma"),
            Map.entry('τ', "tau"),
            Map.entry('φ', "varphi"),
            Map.entry('χ', "chi"),
            Map.entry('ψ', "psi"),
            Map.entry('ω', "omega"),
            Map.entry('Δ', "Delta"),
            Map.entry('Θ', "Theta"),
            Map.entry('Λ', "Lambda"),
            Map.entry('Σ', "Sigma"),
            Map.entry('Φ', "Phi"),
            Map.entry('Ω', "Omega"),
            Map.entry('∂', "partial"),
            Map.entry('∇', "nabla"),
            Map.entry('∞', "infty"),
            Map.entry('ℓ', "ell"));

    /// What has a meaning of its own in LaTeX, as signs of mathematics: within text, KaTeX and MathJax agree on
    /// none.
    private static final Map<Integer, String> SIGNS = Map.of(
            (int) '\\', "\\backslash ",
            (int) '{', "\\{",
            (int) '}', "\\}",
            (int) '$', "\\$",
            (int) '#', "\\#",
            (int) '%', "\\%",
            (int) '&', "\\&",
            (int) '_', "\\_",
            (int) '^', "\\wedge ",
            (int) '~', "\\sim ");

    private Letters() {}

    /// Says whether a letter stands before what it belongs to without brackets, as in `Δw`.
    static boolean operator(String letter) {
        return letter.equals("Δ") || letter.equals("∇");
    }

    /// Gives text raised, if every character of it can be.
    static Optional<String> raised(String text) {
        var raised = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            int at = PLAIN.indexOf(text.charAt(i));
            if (at < 0) {
                return Optional.empty();
            }
            raised.append(RAISED.charAt(at));
        }
        return Optional.of(raised.toString());
    }

    /// Gives the LaTeX of a letter with its accents and primes, or of a word.
    static String latex(String letter) {
        String parts = Normalizer.normalize(letter, Normalizer.Form.NFD);
        int end = parts.length();
        var primes = new StringBuilder();
        while (end > 1 && "'′".indexOf(parts.charAt(end - 1)) >= 0) {
            primes.append('\'');
            end--;
        }
        String core = parts.substring(0, end);
        return accented(core).orElseGet(() -> word(core)) + primes;
    }

    /// Gives the LaTeX of a name without indices: a number of its own, as in `c₁`, can be set below it.
    static String alone(String letter) {
        var match = NUMBERED.matcher(letter);
        if (!match.matches()) {
            return latex(letter);
        }
        String number = Normalizer.normalize(match.group(2), Normalizer.Form.NFKC);
        return latex(match.group(1)) + "_{" + number + "}";
    }

    /// Gives the LaTeX of a superscript: a number, a letter, or words.
    static String script(String text) {
        return SCRIPT.matcher(text).matches() ? text.replace('−', '-') : latex(text);
    }

    /// Gives text as text within LaTeX.
    static String words(String text) {
        var latex = new StringBuilder("{");
        var run = new StringBuilder();
        text.codePoints().forEach(c -> {
            if (SIGNS.containsKey(c)) {
                flush(run, latex);
                latex.append(SIGNS.get(c));
            } else {
                run.appendCodePoint(Character.isISOControl(c) || c == '`' ? ' ' : c);
            }
        });
        flush(run, latex);
        return latex.append('}').toString();
    }

    private static void flush(StringBuilder run, StringBuilder latex) {
        if (!run.isEmpty()) {
            latex.append("\\text{").append(run).append('}');
            run.setLength(0);
        }
    }

    /// One letter, perhaps accented, perhaps after a sign such as Δ or ∂.
    private static Optional<String> accented(String parts) {
        if (parts.isEmpty()) {
            return Optional.of("{}");
        }
        char first = parts.charAt(0);
        if (parts.length() == 1) {
            return single(first);
        }
        if (ACCENTS.containsKey(parts.charAt(1)) && parts.length() == 2) {
            return single(first).map(inner -> "\\" + ACCENTS.get(parts.charAt(1)) + "{" + inner + "}");
        }
        if ("Δ∂∇".indexOf(first) >= 0) {
            return single(first).flatMap(sign -> accented(parts.substring(1)).map(rest -> sign + " " + rest));
        }
        return Optional.empty();
    }

    private static Optional<String> single(char letter) {
        if (COMMANDS.containsKey(letter)) {
            return Optional.of("\\" + COMMANDS.get(letter));
        }
        boolean known = letter >= 'a' && letter <= 'z' || letter >= 'A' && letter <= 'Z' || Character.isDigit(letter);
        return known ? Optional.of(String.valueOf(letter)) : Optional.empty();
    }

    private static String word(String text) {
        boolean letters = text.chars().allMatch(c -> c < 128 && Character.isLetterOrDigit(c));
        return letters ? String.format(Locale.ROOT, "\\mathrm{%s}", text) : words(text);
    }
}
