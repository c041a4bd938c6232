package gradus.bench;

import gradus.bench.worker.Workload;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/// The tables of a run, as Markdown.
final class Report {
    private Report() {}

    /// Gives a row per process of a workload, under a heading.
    static String details(Contest contest) {
        StringBuilder text = new StringBuilder();
        text.append("\n### ")
                .append(contest.workload().id())
                .append(": ")
                .append(contest.workload().about());
        text.append("\n\n| peer | threads | µs, median | spread | peer ÷ Gradus | first value | last value | peak MB |"
                + " start to first step, s |\n|---|---|---|---|---|---|---|---|---|\n");
        for (Result result : contest.results()) {
            Optional<Double> ratio = contest.ratio(Optional.of(result), result.threads());
            text.append("| %s | %d | %s | %.0f %% | %s | %.5g | %.5g | %s | %.2f |%n"
                    .formatted(
                            result.peer().id(),
                            result.threads(),
                            time(result.median()),
                            100 * result.spread(),
                            ratio.map(Report::number).orElse(""),
                            result.values().first(),
                            result.values().last(),
                            result.facts().peakMemory().isPresent()
                                    ? Long.toString(result.facts().peakMemory().getAsLong() >> 20)
                                    : "",
                            result.facts().startSeconds()));
        }
        contest.absent()
                .forEach(line -> text.append("\nNot measured: ").append(line).append('\n'));
        contest.problems()
                .forEach(line -> text.append("\n**Wrong**: ").append(line).append('\n'));
        return text.toString();
    }

    /// Gives the table of ratios: a row per workload and number of threads. Targets hold for the first number.
    static String ratios(List<Contest> contests, List<Integer> threads) {
        StringBuilder text = new StringBuilder("\n| | threads | Gradus, µs | spread | best peer | µs | spread |"
                + " best peer ÷ Gradus | target | |\n|---|---|---|---|---|---|---|---|---|---|\n");
        for (Contest contest : contests) {
            for (int count : threads) {
                row(contest, count, count == threads.getFirst()).ifPresent(text::append);
            }
        }
        return text.toString();
    }

    private static Optional<String> row(Contest contest, int threads, boolean judged) {
        Optional<Result> best = contest.bestPeer(threads);
        return contest.of(Peer.GRADUS, threads)
                .map(own -> "| %s | %d | %s | %.0f %% | %s | %s | %s | %s | %s | %s |%n"
                        .formatted(
                                contest.workload().id(),
                                threads,
                                time(own.median()),
                                100 * own.spread(),
                                best.map(result -> result.peer().id()).orElse("none"),
                                best.map(result -> time(result.median())).orElse(""),
                                best.map(result -> "%.0f %%".formatted(100 * result.spread()))
                                        .orElse(""),
                                contest.ratio(best, threads).map(Report::number).orElse(""),
                                judged ? targets(contest.workload()) : "",
                                judged ? verdict(contest, threads) : ""));
    }

    private static String targets(Workload workload) {
        return Target.of(workload).stream()
                .map(target -> "≥ " + number(target.ratio())
                        + target.against().map(peer -> " of " + peer.id()).orElse(""))
                .collect(Collectors.joining("; "));
    }

    private static String verdict(Contest contest, int threads) {
        if (!contest.problems().isEmpty()) {
            return "wrong";
        }
        List<String> verdicts = new ArrayList<>();
        for (Target target : Target.of(contest.workload())) {
            Optional<Result> other =
                    target.against().map(peer -> contest.of(peer, threads)).orElseGet(() -> contest.bestPeer(threads));
            verdicts.add(contest.ratio(other, threads)
                    .map(ratio -> ratio >= target.ratio() ? "met" : "missed (" + number(ratio) + ")")
                    .orElse("not measured"));
        }
        return String.join("; ", verdicts);
    }

    /// Gives the processes' own words, each once.
    static String versions(List<Contest> contests) {
        return contests.stream()
                .flatMap(contest -> contest.results().stream())
                .map(result -> "- " + result.peer().id() + ": " + result.facts().about())
                .distinct()
                .sorted()
                .collect(Collectors.joining("\n"));
    }

    private static String time(double microseconds) {
        return microseconds < 100 ? "%.2f".formatted(microseconds) : "%,.0f".formatted(microseconds);
    }

    private static String number(double ratio) {
        return ratio < 10
                ? String.format(Locale.ROOT, "%.2f", ratio).replaceAll("\\.?0+$", "")
                : "%.0f".formatted(ratio);
    }
}
