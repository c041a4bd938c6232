package gradus.nn.words;

import gradus.nn.data.NearestName;
import gradus.nn.words.Term.Argument;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// Reads a network in text:
///
/// ```
/// network  = { term }
/// term     = number "*" ( "(" network ")" | term ) | word [ "(" ( network | values ) ")" ]
/// values   = value { "," value }
/// value    = atom | name "=" atom
/// ```
final class WordReader {
    private static final int MOST_TIMES = 1000;
    private static final int MOST_DEPTH = 40;

    private final WordScanner scanner;
    private int depth;

    private WordReader(String text) {
        this.scanner = new WordScanner(text);
    }

    /// Gives the terms of a text.
    ///
    /// @throws IllegalArgumentException if it is no network, naming the place
    static List<Term> read(String text) {
        WordReader reader = new WordReader(text);
        List<Term> terms = reader.terms();
        if (!reader.scanner.atEnd()) {
            throw reader.scanner.problem("nothing open ends", reader.scanner.at(), "; leave the ')' out");
        }
        if (terms.isEmpty()) {
            throw new IllegalArgumentException(
                    "network: at least one word is needed, got none; for instance dense(64) relu dense(classes)");
        }
        return terms;
    }

    private List<Term> terms() {
        List<Term> terms = new ArrayList<>();
        while (!scanner.atEnd() && !scanner.sees(')')) {
            terms.add(term());
        }
        return terms;
    }

    private Term term() {
        int at = scanner.at();
        String atom = scanner.atom();
        if (atom.isEmpty()) {
            throw scanner.problem("a word is needed", at, "; words are separated by blanks");
        }
        if (++depth > MOST_DEPTH) {
            throw scanner.problem("words may be nested " + MOST_DEPTH + " deep", at, "; use fewer parentheses");
        }
        Term term = Character.isDigit(atom.charAt(0)) ? repeat(atom, at) : use(atom, at);
        depth--;
        return term;
    }

    private Term repeat(String atom, int at) {
        boolean fits = atom.matches("\\d{1,4}") && Integer.parseInt(atom) >= 1 && Integer.parseInt(atom) <= MOST_TIMES;
        if (!fits || !scanner.take('*')) {
            throw scanner.problem(
                    "'" + atom + "' is no word",
                    at,
                    "; a number repeats what follows, as in 3*(dense(64) relu), 1 to " + MOST_TIMES + " times");
        }
        int open = scanner.at();
        if (!scanner.take('(')) {
            return new Term.Repeat(Integer.parseInt(atom), List.of(term()), at);
        }
        return new Term.Repeat(Integer.parseInt(atom), inside(open), at);
    }

    private List<Term> inside(int open) {
        List<Term> body = terms();
        close(open);
        if (body.isEmpty()) {
            throw scanner.problem("words are needed between the parentheses", open, "; or leave both out");
        }
        return body;
    }

    private void close(int open) {
        if (!scanner.take(')')) {
            throw scanner.problem(
                    scanner.atEnd() ? "')' is missing for the '('" : "values are separated by ',' in the parentheses",
                    open,
                    "");
        }
    }

    private Term use(String atom, int at) {
        String name = atom.toLowerCase(Locale.ROOT).replace('_', '-');
        Word word = WordTable.all().get(name);
        if (word == null) {
            throw scanner.problem("there is no word '" + atom + "'", at, cure(name));
        }
        int open = scanner.at();
        boolean opened = scanner.take('(');
        if (word.inside() == Word.Inside.NETWORK) {
            if (!opened) {
                throw scanner.problem(name + " needs words in parentheses", at, "; as in " + name + "(dense(64) relu)");
            }
            return new Term.Use(word, List.of(), inside(open), at);
        }
        List<Argument> arguments = new ArrayList<>();
        if (opened && !scanner.take(')')) {
            do {
                arguments.add(argument(word, arguments));
            } while (scanner.take(','));
            close(open);
        }
        requireAll(word, arguments, at);
        return new Term.Use(word, arguments, List.of(), at);
    }

    private static String cure(String name) {
        String near = NearestName.suggestion(name, WordTable.all().keySet());
        return near.isEmpty()
                ? "; the words are " + String.join(", ", WordTable.all().keySet())
                : near;
    }

    private Argument argument(Word word, List<Argument> before) {
        int at = scanner.at();
        String atom = scanner.atom();
        if (atom.isEmpty()) {
            throw scanner.problem(word.name() + ": a value is needed", at, "; it is used as " + word.usage());
        }
        if (scanner.take('=')) {
            int valueAt = scanner.at();
            return checked(
                    word, before, new Argument(named(word, atom, at), scanner.atom(), Argument.Form.NAME, at), valueAt);
        }
        for (Parameter parameter : word.parameters()) {
            if (parameter.kind() == Parameter.Kind.SWITCH && parameter.name().equals(atom)) {
                return checked(word, before, new Argument(parameter, "yes", Argument.Form.SWITCH, at), at);
            }
        }
        return checked(word, before, new Argument(next(word, before, atom, at), atom, Argument.Form.PLACE, at), at);
    }

    private Parameter named(Word word, String name, int at) {
        List<String> names = word.parameters().stream().map(Parameter::name).toList();
        return word.parameters().stream()
                .filter(parameter -> parameter.name().equals(name))
                .findFirst()
                .orElseThrow(() -> {
                    String near = NearestName.suggestion(name, names);
                    return scanner.problem(
                            word.name() + " has no option '" + name + "'",
                            at,
                            near.isEmpty() ? "; it is used as " + word.usage() : near);
                });
    }

    private Parameter next(Word word, List<Argument> before, String atom, int at) {
        long places = before.stream().filter(Argument::isPlain).count();
        return word.parameters().stream()
                .filter(parameter -> parameter.kind() != Parameter.Kind.SWITCH)
                .skip(places)
                .findFirst()
                .orElseThrow(() -> scanner.problem(
                        word.name() + " does not take '" + atom + "'", at, "; it is used as " + word.usage()));
    }

    private Argument checked(Word word, List<Argument> before, Argument argument, int valueAt) {
        Parameter parameter = argument.parameter();
        if (before.stream().anyMatch(other -> other.parameter().equals(parameter))) {
            throw scanner.problem(
                    word.name() + " is told " + parameter.name() + " twice", argument.at(), "; say it once");
        }
        if (!parameter.kind().accepts(argument.value())) {
            String cure = parameter.kind() == Parameter.Kind.WHOLE
                    ? "; sizes that the data decide are called " + String.join(", ", Parameter.SIZES)
                    : "; it is used as " + word.usage();
            throw scanner.problem(
                    word.name() + ": " + parameter.name() + " must be "
                            + parameter.kind().words() + ", got '" + argument.value() + "'",
                    valueAt,
                    cure);
        }
        return argument;
    }

    private void requireAll(Word word, List<Argument> arguments, int at) {
        List<Parameter> told = arguments.stream().map(Argument::parameter).toList();
        String missing = word.parameters().stream()
                .filter(parameter -> parameter.fallback().isEmpty() && !told.contains(parameter))
                .map(Parameter::name)
                .collect(Collectors.joining(" and "));
        if (!missing.isEmpty()) {
            throw scanner.problem(word.name() + " needs " + missing, at, "; it is used as " + word.usage());
        }
    }
}
