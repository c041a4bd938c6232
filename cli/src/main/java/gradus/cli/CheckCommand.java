package gradus.cli;

import gradus.cli.config.DerivationFile;
import gradus.cli.run.Exit;
import gradus.cli.run.JsonLine;
import gradus.explain.derivation.Judge;
import gradus.explain.derivation.Judgement;
import gradus.explain.derivation.Report;
import gradus.explain.derivation.StepNumbers;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `gradus check`.
@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        description = {
            "Judges the numbers of a training step that were derived by hand: which are right, which is the first wrong one,"
                    + " and the slip that likely brought it about."
        })
final class CheckCommand implements Callable<Integer> {
    private final Session session;

    @Parameters(
            paramLabel = "DERIVATION",
            description = "A file in YAML: network, sample, target, loss, learning rate, and the numbers derived.")
    private Path file = Path.of("");

    CheckCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        DerivationFile read = DerivationFile.of(file);
        if (read.claims().isEmpty()) {
            throw new IllegalArgumentException(file
                    + ": there is nothing to check; write the numbers you derived under derived, as z1: [-0.9, 0.3]");
        }
        StepNumbers numbers = StepNumbers.of(read.derivation());
        Report report = Judge.judge(read.derivation(), numbers, read.claims());
        JudgementWords words =
                new JudgementWords(read.derivation(), numbers, session.screen().terminal());
        session.screen().answer(words.text(report));
        report.judgements().forEach(judgement -> session.screen().tell(line(words, judgement)));
        return (report.isRight() ? Exit.DONE : Exit.WRONG).code();
    }

    private static JsonLine line(JudgementWords words, Judgement judgement) {
        return JsonLine.of("judgement")
                .put("symbol", judgement.claim().symbol())
                .put("verdict", JudgementWords.name(judgement.verdict()))
                .put(
                        "slips",
                        judgement.findings().stream()
                                .map(finding -> finding.slip()
                                        .name()
                                        .toLowerCase(java.util.Locale.ROOT)
                                        .replace('_', '-'))
                                .toList())
                .put("text", words.reason(judgement));
    }
}
