package gradus.explain.replay;

import gradus.explain.render.Digits;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// The tables of an account, as texts.
final class AccountTables {
    private final Account account;
    private final Digits digits;

    AccountTables(Account account, Digits digits) {
        this.account = account;
        this.digits = digits;
    }

    /// A table.
    ///
    /// @param title its title
    /// @param columns the names of its columns
    /// @param rows its rows
    record Table(String title, List<String> columns, List<List<String>> rows) {}

    List<Table> all() {
        List<Table> tables = new ArrayList<>();
        tables.add(losses());
        account.breakdown().ifPresent(breakdown -> {
            tables.add(elements(breakdown));
            if (!breakdown.operands().isEmpty()) {
                tables.add(operands(breakdown));
            }
        });
        if (account.motions().stream()
                .anyMatch(motion -> Double.isFinite(motion.norms().update()))) {
            tables.add(motions());
            tables.add(causes());
        }
        tables.add(samples());
        return tables;
    }

    private Table losses() {
        Losses losses = account.losses();
        List<List<String>> rows = new ArrayList<>();
        losses.batchBefore().ifPresent(loss -> rows.add(List.of("the batch of the update before", number(loss))));
        losses.earlier().ifPresent(loss -> rows.add(List.of("this batch, before the update before", number(loss))));
        rows.add(List.of("this batch, before this update", number(losses.now())));
        rows.add(List.of("this batch, after this update", number(losses.after())));
        return new Table("The loss around the update", List.of("of", "loss"), rows);
    }

    private Table elements(Breakdown breakdown) {
        List<List<String>> rows = breakdown.elements().stream()
                .map(element -> List.of(index(element.index()), element.reason(), number(element.value())))
                .toList();
        Breakdown.Where where = breakdown.where();
        return new Table(
                "The first tensor that is not finite: " + where.title() + " " + where.shape() + ", "
                        + breakdown.notFinite() + " of its numbers"
                        + (where.place().isEmpty() ? "" : ", in " + where.place()),
                List.of("element", "computed as", "value"),
                rows);
    }

    private Table operands(Breakdown breakdown) {
        List<List<String>> rows = breakdown.operands().stream()
                .map(operand ->
                        List.of(operand.title(), operand.shape(), number(operand.least()), number(operand.largest())))
                .toList();
        return new Table("What it is made of", List.of("tensor", "shape", "least", "largest"), rows);
    }

    private Table motions() {
        List<List<String>> rows = account.motions().stream()
                .map(motion -> List.of(
                        motion.path(),
                        number(motion.norms().weight()),
                        number(motion.norms().gradient()),
                        number(motion.norms().update()),
                        number(motion.norms().ratio()) + (motion.norms().isSmall() ? " *" : "")))
                .toList();
        boolean hasSmall =
                account.motions().stream().anyMatch(motion -> motion.norms().isSmall());
        return new Table(
                "What moves most for its size"
                        + (hasSmall ? " (* numbers that are smaller than 0.01 on average count as 0.01)" : ""),
                List.of("parameter", "‖w‖", "‖gradient‖", "‖update‖", "‖update‖/‖w‖"),
                rows);
    }

    private Table causes() {
        List<List<String>> rows = account.motions().stream()
                .map(motion -> List.of(
                        motion.path(),
                        number(motion.causes().rate()),
                        number(motion.causes().rule()),
                        number(motion.causes().clip()),
                        number(motion.causes().memory()),
                        "[" + index(motion.most().index()) + "] "
                                + number(motion.most().before()) + " "
                                + signed(motion.most().change())))
                .toList();
        return new Table(
                "What made the updates: ‖update‖ = ‖gradient‖ · rate · rule · clipping · memory",
                List.of("parameter", "rate", "rule", "clipping", "memory", "moves most"),
                rows);
    }

    private Table samples() {
        List<List<String>> rows = account.samples().stream()
                .map(sample -> List.of(
                        sample.place(),
                        number(sample.loss()),
                        Double.isFinite(sample.share())
                                ? String.format(Locale.ROOT, "%.1f %%", sample.share() * 100)
                                : "–",
                        sample.target(),
                        sample.answer(),
                        sample.values().entrySet().stream()
                                .map(value -> value.getKey() + " " + value.getValue())
                                .collect(Collectors.joining(", "))))
                .toList();
        return withoutEmptyColumns(new Table(
                "The worst samples of the batch",
                List.of("sample", "loss", "share", "target", "answer", "values"),
                rows));
    }

    /// Autoencoders have no targets, pictures no values to print.
    private static Table withoutEmptyColumns(Table table) {
        List<Integer> kept = IntStream.range(0, table.columns().size())
                .filter(column ->
                        table.rows().stream().anyMatch(row -> !row.get(column).isEmpty()))
                .boxed()
                .toList();
        return new Table(
                table.title(),
                kept.stream().map(table.columns()::get).toList(),
                table.rows().stream()
                        .map(row -> kept.stream().map(row::get).toList())
                        .toList());
    }

    private String signed(double value) {
        return value < 0 ? "− " + number(-value) : "+ " + number(value);
    }

    private static String index(List<Integer> index) {
        return index.stream().map(String::valueOf).collect(Collectors.joining(","));
    }

    private String number(double value) {
        return Double.isNaN(value) ? "–" : digits.text(value);
    }
}
