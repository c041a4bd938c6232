package gradus.explain.derivation;

import gradus.explain.derivation.Calculation.Disturbance;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;

/// What follows from the numbers that a person wrote before; each stands for all numbers that round to it.
final class Carried {
    private static final int TRIES = 24;
    private static final double WIDER = 0.5;

    private final Derivation derivation;
    private final List<Judgement> earlier;
    private final Claim claim;

    /// Which of the person's earlier numbers are taken.
    enum Numbers {
        /// Those that are right.
        RIGHT_ONES,
        /// All.
        ALL
    }

    Carried(Derivation derivation, List<Judgement> earlier, Claim claim) {
        this.derivation = derivation;
        this.earlier = earlier;
        this.claim = claim;
    }

    /// Gives the calculation with earlier numbers as they were written.
    static Calculation as(Derivation derivation, List<Judgement> earlier) {
        return new Calculation(derivation, exchanged(earlier, Optional.empty()), Disturbance.NONE);
    }

    private static Map<Subject, UnaryOperator<Matrix>> exchanged(
            List<Judgement> judgements, Optional<SplittableRandom> random) {
        Map<Subject, UnaryOperator<Matrix>> exchanged = new HashMap<>();
        for (Judgement judgement : judgements) {
            List<Cell> cells = judgement.claim().cells();
            List<Cell> moved = random.map(
                            r -> cells.stream().map(cell -> moved(cell, r)).toList())
                    .orElse(cells);
            UnaryOperator<Matrix> patch = matrix -> matrix.replaced(moved);
            exchanged.merge(judgement.claim().subject(), patch, (one, other) -> x -> other.apply(one.apply(x)));
        }
        return exchanged;
    }

    private static Cell moved(Cell cell, SplittableRandom random) {
        Numeral written = cell.written();
        double value = written.value() + (2 * random.nextDouble() - 1) * written.radius();
        return new Cell(cell.row(), cell.column(), new Numeral(written.text(), value, written.radius()));
    }

    /// Says whether all these cells follow from earlier numbers, but for what rounding of those and of numbers on
    /// the way can bring about. Numbers on the way have the decimals or the significant digits of the cells,
    /// whichever is coarser.
    boolean reaches(List<Cell> wrong, Numbers numbers) {
        List<Judgement> taken = earlier.stream()
                .filter(judgement -> numbers == Numbers.ALL || judgement.isFine())
                .toList();
        List<Matrix> tries = new ArrayList<>();
        tries.add(as(derivation, taken).of(claim.subject()));
        double unit = wrong.stream()
                .mapToDouble(cell -> cell.written().radius())
                .min()
                .orElse(0);
        int digits =
                wrong.stream().mapToInt(cell -> cell.written().digits()).max().orElse(1);
        SplittableRandom random = new SplittableRandom(taken.size());
        for (int i = 0; i < TRIES; i++) {
            Disturbance rounding = (subject, matrix) -> subject.equals(claim.subject())
                    ? matrix
                    : matrix.map(x -> x + (2 * random.nextDouble() - 1) * Math.max(unit, Numeral.radius(x, digits)));
            tries.add(new Calculation(derivation, exchanged(taken, Optional.of(random)), rounding).of(claim.subject()));
        }
        return wrong.stream().allMatch(cell -> isAmong(cell, tries));
    }

    private static boolean isAmong(Cell cell, List<Matrix> tries) {
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (Matrix matrix : tries) {
            low = Math.min(low, matrix.get(cell.row(), cell.column()));
            high = Math.max(high, matrix.get(cell.row(), cell.column()));
        }
        double more = (high - low) * WIDER / 2;
        return cell.written()
                .isWithin(
                        (low + high) / 2,
                        (high - low) / 2 + more + cell.written().radius());
    }

    /// Gives the last earlier claim that is wrong and changes these cells.
    Optional<Claim> source(Matrix right, List<Cell> wrong) {
        for (Judgement judgement : earlier.reversed()) {
            if (!judgement.isFine()) {
                Matrix changed = as(derivation, List.of(judgement)).of(claim.subject());
                boolean matters = wrong.stream()
                        .anyMatch(cell ->
                                Math.abs(changed.get(cell.row(), cell.column()) - right.get(cell.row(), cell.column()))
                                        > cell.written().radius());
                if (matters) {
                    return Optional.of(judgement.claim());
                }
            }
        }
        return Optional.empty();
    }
}
