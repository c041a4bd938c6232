package gradus.cli;

import gradus.cli.config.DerivationFile;
import gradus.cli.run.JsonLine;
import gradus.cli.run.Screen;
import gradus.cli.terminal.Style.Ink;
import gradus.explain.derivation.Cell;
import gradus.explain.derivation.Claim;
import gradus.explain.derivation.Claim.Layout;
import gradus.explain.derivation.Derivation;
import gradus.explain.derivation.Judge;
import gradus.explain.derivation.Judgement;
import gradus.explain.derivation.Numeral;
import gradus.explain.derivation.StepNumbers;
import gradus.explain.derivation.Told;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `gradus quiz`.
@Command(
        name = "quiz",
        mixinStandardHelpOptions = true,
        description = {
            "Asks for numbers of a training step, by their formulas and in the order of back-propagation, and judges the answers.",
            "An answer is a number such as -0.2031 or an expression such as 0.5*0.2; an empty line or q ends."
        })
final class QuizCommand implements Callable<Integer> {
    private final Session session;

    @Parameters(
            paramLabel = "DERIVATION",
            arity = "0..1",
            description = "A file as for check, of which the numbers derived are not needed.")
    private Optional<Path> file = Optional.empty();

    @Option(names = "--example", paramLabel = "NAME", description = "A worked example: a, b or c. Default: b.")
    private Optional<String> example = Optional.empty();

    @Option(
            names = "--level",
            paramLabel = "LEVEL",
            split = ",",
            description = "What is asked: forward, loss, delta, gradients, update; several by commas. Default: all.")
    private List<QuizLevel> levels = List.of(QuizLevel.values());

    @Option(names = "--questions", paramLabel = "N", description = "How many numbers are asked at most. Default: 8.")
    private int questions = 8;

    @Option(names = "--seed", paramLabel = "S", description = "The source of the choice. Default: 0.")
    private long seed;

    QuizCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        if (questions < 1) {
            throw new IllegalArgumentException("--questions: there must be at least one, got " + questions);
        }
        if (file.isPresent() && example.isPresent()) {
            throw new IllegalArgumentException("quiz: either a file or --example says what is asked, got both");
        }
        DerivationFile read = file.map(DerivationFile::of).orElseGet(() -> DerivationFile.example(example.orElse("b")));
        Derivation derivation = read.derivation();
        StepNumbers numbers = StepNumbers.of(derivation);
        List<QuizLevel.Question> asked = QuizLevel.questions(derivation, levels, questions, seed);
        Screen screen = session.screen();
        screen.say(QuizLevel.facts(derivation));
        int right = 0;
        int answered = 0;
        BufferedReader lines = session.lines();
        for (QuizLevel.Question question : asked) {
            Told told = Told.of(derivation, numbers, question.subject(), question.row(), question.column());
            Optional<Boolean> outcome = ask(derivation, numbers, question, told, lines);
            if (outcome.isEmpty()) {
                break;
            }
            answered++;
            right += outcome.get() ? 1 : 0;
        }
        screen.answer("\n" + right + " of " + answered + " right.");
        screen.tell(JsonLine.of("score").put("right", right).put("answered", answered));
        return 0;
    }

    /// Asks once, and again where the answer is no number; gives nothing at the end of the quiz.
    private Optional<Boolean> ask(
            Derivation derivation, StepNumbers numbers, QuizLevel.Question question, Told told, BufferedReader lines) {
        Screen screen = session.screen();
        screen.tell(JsonLine.of("question").put("symbol", told.symbol()).put("formula", told.formula()));
        screen.answer("\n" + told.symbol() + (told.formula().isEmpty() ? "" : " = " + told.formula()) + " = ?");
        screen.answer("  " + String.join(", ", told.operands()));
        while (true) {
            screen.draw("> ");
            String line = line(lines);
            if (line.isBlank() || line.strip().equalsIgnoreCase("q")) {
                return Optional.empty();
            }
            try {
                Numeral written = Numeral.parse(line);
                Cell cell = new Cell(question.row(), question.column(), written);
                Claim claim = new Claim(told.symbol(), question.subject(), List.of(cell), Layout.AS_AGREED);
                Judgement judgement = Judge.judge(derivation, numbers, List.of(claim))
                        .judgements()
                        .getFirst();
                tell(derivation, numbers, judgement, told);
                return Optional.of(judgement.isFine());
            } catch (IllegalArgumentException e) {
                screen.remark(e.getMessage() + "; an empty line or q ends");
            }
        }
    }

    private void tell(Derivation derivation, StepNumbers numbers, Judgement judgement, Told told) {
        Screen screen = session.screen();
        JudgementWords words = new JudgementWords(derivation, numbers, screen.terminal());
        if (judgement.isFine()) {
            screen.answer(screen.terminal().style().paint(Ink.GREEN, "right") + ": " + told.text());
        } else {
            screen.answer(screen.terminal().style().paint(Ink.RED, "wrong") + ": " + words.why(judgement));
        }
        screen.tell(JsonLine.of("judgement")
                .put("symbol", told.symbol())
                .put("verdict", JudgementWords.name(judgement.verdict()))
                .put("text", words.reason(judgement)));
    }

    private static String line(BufferedReader lines) {
        try {
            String line = lines.readLine();
            return line == null ? "" : line;
        } catch (IOException e) {
            throw new UncheckedIOException("read standard input: it cannot be read", e);
        }
    }
}
