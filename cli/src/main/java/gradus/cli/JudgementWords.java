package gradus.cli;

import gradus.cli.terminal.Style.Ink;
import gradus.cli.terminal.Terminal;
import gradus.explain.derivation.Cell;
import gradus.explain.derivation.Claim;
import gradus.explain.derivation.Derivation;
import gradus.explain.derivation.Judgement;
import gradus.explain.derivation.Judgement.Finding;
import gradus.explain.derivation.Report;
import gradus.explain.derivation.StepNumbers;
import gradus.explain.derivation.Subject.Moved;
import gradus.explain.derivation.Told;
import gradus.explain.derivation.Verdict;
import gradus.explain.render.Digits;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What is said of numbers derived by hand.
final class JudgementWords {
    private static final Digits DIGITS = new Digits(10);
    private static final int MOST_CELLS = 4;

    private final Derivation derivation;
    private final StepNumbers numbers;
    private final Terminal terminal;

    JudgementWords(Derivation derivation, StepNumbers numbers, Terminal terminal) {
        this.derivation = derivation;
        this.numbers = numbers;
        this.terminal = terminal;
    }

    static String name(Verdict verdict) {
        return verdict.name().toLowerCase(Locale.ROOT);
    }

    /// Gives a line for each claim, then the first wrong one at length.
    String text(Report report) {
        StringBuilder text = new StringBuilder();
        int wide = report.judgements().stream()
                .mapToInt(judgement -> title(judgement.claim()).length())
                .max()
                .orElse(0);
        for (Judgement judgement : report.judgements()) {
            String title = title(judgement.claim());
            String verdict = name(judgement.verdict());
            text.append(terminal.style().paint(ink(judgement.verdict()), verdict))
                    .append(" ".repeat(9 - verdict.length()))
                    .append(title)
                    .append(" ".repeat(wide - title.length()))
                    .append(judgement.verdict() == Verdict.RIGHT ? "" : "  " + reason(judgement))
                    .append('\n');
        }
        text.append('\n').append(summary(report)).append('\n');
        report.firstWrong().ifPresent(first -> text.append('\n').append(atLength(first)));
        return text.toString();
    }

    private static Ink ink(Verdict verdict) {
        return switch (verdict) {
            case RIGHT, ROUNDED -> Ink.GREEN;
            case FOLLOWS -> Ink.YELLOW;
            case WRONG -> Ink.RED;
        };
    }

    private static String title(Claim claim) {
        boolean isAlone = claim.subject().moved() == Moved.OUTPUT_LAYER;
        return claim.symbol() + (isAlone ? " (only the output layer updated)" : "");
    }

    private static String summary(Report report) {
        long fine = report.count(Verdict.RIGHT) + report.count(Verdict.ROUNDED);
        long follow = report.count(Verdict.FOLLOWS);
        int all = report.judgements().size();
        if (fine == all) {
            return all == 1 ? "The number is right." : "All " + all + " are right.";
        }
        return fine + " of " + all + " are right, " + report.count(Verdict.WRONG) + " wrong"
                + (follow == 0 ? "." : ", " + follow + " right given a wrong one before.");
    }

    /// Gives in one sentence why a judgement is as it is.
    String reason(Judgement judgement) {
        String slips = slips(judgement.findings());
        return switch (judgement.verdict()) {
            case RIGHT -> "right to the digits written";
            case ROUNDED -> "right but for the last digits, which carry rounding: " + cells(judgement);
            case FOLLOWS ->
                "right given your " + judgement.follows().map(Claim::symbol).orElse("numbers before") + "; "
                        + cells(judgement) + (slips.isEmpty() ? "" : "; " + slips);
            case WRONG ->
                Stream.of(cells(judgement), slips)
                        .filter(part -> !part.isEmpty())
                        .collect(Collectors.joining("; "));
        };
    }

    private static String slips(List<Finding> findings) {
        return findings.isEmpty()
                ? ""
                : findings.getFirst().slip().title() + ": "
                        + findings.getFirst().words();
    }

    private String cells(Judgement judgement) {
        StringBuilder text = new StringBuilder();
        List<Cell> wrong = judgement.wrong();
        for (Cell cell : wrong.subList(0, Math.min(MOST_CELLS, wrong.size()))) {
            text.append(text.isEmpty() ? "" : ", ")
                    .append(judgement.claim().element(cell, derivation))
                    .append(" is ")
                    .append(DIGITS.text(judgement.right().get(cell.row(), cell.column())))
                    .append(", not ")
                    .append(cell.written().text().replace('-', '−'));
        }
        int more = wrong.size() - MOST_CELLS;
        return more > 0 ? text + " and " + more + " more" : text.toString();
    }

    /// Gives the first wrong number, its slip and the right derivation.
    String atLength(Judgement first) {
        return terminal.style().paint(Ink.BOLD, "First wrong: " + title(first.claim()))
                + "\n" + (first.wrong().isEmpty() ? "" : "  " + cells(first) + "\n")
                + why(first).indent(2);
    }

    /// Gives the slips and the right derivation of a wrong number.
    String why(Judgement first) {
        Cell cell = first.wrong().isEmpty()
                ? first.claim().cells().getFirst()
                : first.wrong().getFirst();
        StringBuilder text = new StringBuilder();
        if (first.findings().isEmpty()) {
            text.append("no usual slip gives this number.\n");
        } else {
            text.append("likely slip: ").append(slips(first.findings())).append(".\n");
            first.findings().stream()
                    .skip(1)
                    .forEach(other -> text.append("it could also be: ")
                            .append(slips(List.of(other)))
                            .append(".\n"));
        }
        Told told = Told.of(derivation, numbers, first.claim().subject(), cell.row(), cell.column());
        return text.append("right: ").append(told.text()).toString();
    }
}
