package gradus.explain.derivation;

import gradus.explain.derivation.Calculation.Disturbance;
import gradus.explain.derivation.Judgement.Finding;
import gradus.explain.derivation.Subject.Moved;
import gradus.nn.activation.Activation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// Looks for the slip that brings about wrong numbers: computes what comes out of each and compares.
///
/// Numbers with few digits agree with something by chance. What is tried and how many digits agree say how likely
/// that is; a slip is named only where chance is a poor explanation.
final class Suspects {
    private static final double DIRECT_CHANCE = 0.3;
    private static final double FAR_CHANCE = 0.02;
    private static final double EXACT = 0.05;
    private static final double CARRIED = 4;
    private static final int MOST_FINDINGS = 3;
    private static final int[] DIGITS = {1, 2, 3, 4, 5};

    private final Derivation derivation;
    private final List<Judgement> earlier;
    private final Claim claim;
    private final Matrix right;
    private final List<Cell> wrong;

    Suspects(Derivation derivation, List<Judgement> earlier, Claim claim, Matrix right, List<Cell> wrong) {
        this.derivation = derivation;
        this.earlier = earlier;
        this.claim = claim;
        this.right = right;
        this.wrong = wrong;
    }

    /// Gives the likely slips, the likeliest first.
    List<Finding> findings() {
        Calculation ideal = Calculation.of(derivation);
        List<Variant> direct = new ArrayList<>(slips(ideal, claim.subject()));
        if (!earlier.isEmpty()) {
            direct.addAll(slips(Carried.as(derivation, earlier), claim.subject()));
        }
        List<Finding> found = matching(direct, DIRECT_CHANCE);
        if (found.isEmpty()) {
            found = matching(everywhere(), FAR_CHANCE);
        }
        if (found.isEmpty()) {
            found = matching(rounded(), FAR_CHANCE);
        }
        if (found.isEmpty()) {
            found = matching(others(ideal), FAR_CHANCE);
        }
        if (found.isEmpty()) {
            found = matching(before(ideal), FAR_CHANCE);
        }
        if (found.isEmpty()) {
            found = matching(new Pairs(ideal, claim.subject()).of(unwritten()), FAR_CHANCE);
        }
        return found;
    }

    /// Says of an update that follows from earlier numbers whether it climbs.
    List<Finding> climbing() {
        List<Variant> up = slips(Calculation.of(derivation), claim.subject()).stream()
                .filter(variant -> variant.slip() == Slip.CLIMBS)
                .toList();
        return matching(up, 1);
    }

    static List<Variant> slips(Calculation calculation, Subject subject) {
        List<Variant> all = new ArrayList<>(new ForwardSlips(calculation).of(subject));
        all.addAll(new BackwardSlips(calculation).of(subject));
        all.addAll(new UpdateSlips(calculation).of(subject));
        return all;
    }

    /// What comes out where the same slip is made in the whole network.
    private List<Variant> everywhere() {
        List<Variant> all = new ArrayList<>();
        for (Activation other : List.of(Activation.SIGMOID, Activation.TANH, Activation.RELU, Activation.IDENTITY)) {
            List<Dense> layers = derivation.layers().stream()
                    .map(layer -> new Dense(layer.weight(), layer.bias(), other))
                    .toList();
            add(all, Slip.OTHER_FUNCTION, "all activations are " + other, with(layers, derivation.cost()));
        }
        List<Dense> bare = derivation.layers().stream()
                .map(layer -> new Dense(layer.weight(), java.util.Optional.empty(), layer.activation()))
                .toList();
        add(all, Slip.BIAS_FORGOTTEN, "no layer has its biases", with(bare, derivation.cost()));
        if (derivation.layers().stream().allMatch(layer -> layer.inputs() == layer.units())) {
            List<Dense> turned = derivation.layers().stream()
                    .map(layer -> new Dense(layer.weight().transpose(), layer.bias(), layer.activation()))
                    .toList();
            add(
                    all,
                    Slip.TRANSPOSED,
                    "all weights are read with rows and columns swapped",
                    with(turned, derivation.cost()));
        }
        for (Cost other : derivation.cost().others(derivation.targets())) {
            boolean isHalf = derivation.cost() == Cost.SUM_SQUARED && other == Cost.HALF_SQUARED;
            boolean isTwice = derivation.cost() == Cost.HALF_SQUARED && other == Cost.SUM_SQUARED;
            Slip slip = isHalf ? Slip.FACTOR_HALF : isTwice ? Slip.FACTOR_TWO : Slip.OTHER_LOSS;
            add(all, slip, "the loss is " + other.formula(), with(derivation.layers(), other));
        }
        return all;
    }

    private Derivation with(List<Dense> layers, Cost cost) {
        return new Derivation(
                layers,
                derivation.conventions(),
                derivation.samples(),
                derivation.targets(),
                cost,
                derivation.optimizer(),
                derivation.frozen());
    }

    private void add(List<Variant> all, Slip slip, String words, Derivation changed) {
        all.add(new Variant(slip, words, Calculation.of(changed).of(claim.subject())));
    }

    /// What comes out where all numbers on the way are rounded.
    private List<Variant> rounded() {
        List<Variant> all = new ArrayList<>();
        for (int digits : DIGITS) {
            double unit = Math.pow(10, -digits);
            rounded(
                    all,
                    "numbers on the way are rounded to " + digits + (digits == 1 ? " decimal" : " decimals"),
                    x -> unit * Math.rint(x / unit));
            rounded(
                    all,
                    "numbers on the way are rounded to " + digits
                            + (digits == 1 ? " significant digit" : " significant digits"),
                    x -> significant(x, digits));
        }
        return all;
    }

    private static double significant(double x, int digits) {
        if (x == 0 || !Double.isFinite(x)) {
            return x;
        }
        double unit = Math.pow(10, Math.floor(Math.log10(Math.abs(x))) - digits + 1);
        return unit * Math.rint(x / unit);
    }

    private void rounded(List<Variant> all, String words, java.util.function.DoubleUnaryOperator rounding) {
        Disturbance disturbance = (subject, matrix) -> subject.equals(claim.subject()) ? matrix : matrix.map(rounding);
        Matrix value = new Calculation(derivation, Map.of(), disturbance).of(claim.subject());
        all.add(new Variant(Slip.ROUNDING, words, value));
    }

    /// Other numbers of the derivation, and other elements of the same quantity.
    private List<Variant> others(Calculation ideal) {
        List<Variant> all = new ArrayList<>();
        if (right.rows() == right.columns() && right.rows() > 1) {
            all.add(new Variant(Slip.TRANSPOSED, "rows and columns are swapped", right.transpose()));
        }
        if (right.columns() > 1) {
            int last = right.columns() - 1;
            Matrix turned = Matrix.of(right.rows(), right.columns(), (i, j) -> right.get(i, last - j));
            all.add(new Variant(Slip.TRANSPOSED, "the units are in another order", turned));
        }
        if (right.rows() > 1) {
            int last = right.rows() - 1;
            Matrix turned = Matrix.of(right.rows(), right.columns(), (i, j) -> right.get(last - i, j));
            all.add(new Variant(Slip.TRANSPOSED, "the rows are in another order", turned));
        }
        for (Subject subject : subjects()) {
            boolean isSoftSlope = subject.quantity() == Quantity.SLOPE;
            Matrix value = ideal.of(subject);
            if (!subject.equals(claim.subject()) && value.fits(right) && !isSoftSlope) {
                Slip slip = subject.quantity() == claim.subject().quantity() ? Slip.WRONG_LAYER : Slip.OTHER_NUMBER;
                all.add(new Variant(slip, "it is " + subject.symbol(), value));
            }
        }
        return all;
    }

    /// What comes out of a slip in a number before that the person has not written down; the nearest first.
    private List<Variant> before(Calculation ideal) {
        List<Variant> all = new ArrayList<>();
        for (Subject subject : unwritten()) {
            for (Variant variant : slips(ideal, subject)) {
                Matrix value = ideal.with(subject, variant.value()).of(claim.subject());
                all.add(new Variant(variant.slip(), "in " + subject.symbol() + ": " + variant.words(), value));
            }
        }
        return all;
    }

    /// The numbers before that the person has not written down, the nearest first.
    private List<Subject> unwritten() {
        return subjects().stream()
                .filter(subject -> subject.compareTo(claim.subject()) < 0)
                .filter(subject -> subject.quantity() != Quantity.ERROR_SIGNAL)
                .filter(subject -> !subject.quantity().isOfUpdate()
                        || subject.moved() == claim.subject().moved())
                .filter(subject -> !isWritten(subject))
                .sorted(Comparator.reverseOrder())
                .toList();
    }

    private boolean isWritten(Subject subject) {
        return earlier.stream().anyMatch(judgement -> {
            Subject other = judgement.claim().subject();
            boolean isSame = other.equals(subject)
                    || subject.quantity() == Quantity.BY_WEIGHTED_INPUT
                            && other.quantity() == Quantity.ERROR_SIGNAL
                            && other.layer() == subject.layer();
            return isSame && judgement.claim().cells().size() == right(subject);
        });
    }

    private int right(Subject subject) {
        return derivation.rows(subject) * derivation.columns(subject);
    }

    private Set<Subject> subjects() {
        Set<Subject> all = new TreeSet<>();
        for (Quantity quantity : Quantity.values()) {
            for (int l = 1; l <= derivation.depth(); l++) {
                all.add(new Subject(quantity, l, Moved.ALL));
                all.add(new Subject(quantity, l, Moved.OUTPUT_LAYER));
            }
        }
        return all;
    }

    /// Compares with the numbers as written; then with room for what rounding on the way brings about.
    private List<Finding> matching(List<Variant> variants, double chance) {
        List<Finding> close = matching(variants, chance, 1);
        return close.isEmpty() ? matching(variants, chance, CARRIED) : close;
    }

    private List<Finding> matching(List<Variant> variants, double chance, double reach) {
        Set<Matrix> different = new LinkedHashSet<>();
        variants.forEach(variant -> different.add(variant.value()));
        List<Finding> whole = new ArrayList<>();
        List<Finding> part = new ArrayList<>();
        for (Variant variant : variants) {
            Finding finding = new Finding(variant.slip(), variant.words());
            boolean isNew = whole.stream().noneMatch(known -> known.slip() == variant.slip())
                    && part.stream().noneMatch(known -> known.slip() == variant.slip());
            boolean fits = fits(variant.value(), wrong, reach);
            if (isNew && fits && odds(variant.value(), different.size(), reach) < chance) {
                (fits(variant.value(), claim.cells(), reach) ? whole : part).add(finding);
            }
        }
        whole.addAll(part);
        return whole.subList(0, Math.min(MOST_FINDINGS, whole.size()));
    }

    private static boolean fits(Matrix value, List<Cell> cells, double reach) {
        return cells.stream()
                .allMatch(cell -> Double.isFinite(value.get(cell.row(), cell.column()))
                        && cell.written()
                                .isWithin(
                                        value.get(cell.row(), cell.column()),
                                        reach * cell.written().radius()));
    }

    /// About how many of so many alternatives would agree with numbers that mean nothing.
    private double odds(Matrix value, int alternatives, double reach) {
        double odds = alternatives;
        for (Cell cell : wrong) {
            Numeral written = cell.written();
            double found = value.get(cell.row(), cell.column());
            double room = Math.max(Math.abs(right.get(cell.row(), cell.column())), Math.abs(written.value()));
            double near = written.isExactly(found) ? EXACT * written.radius() : reach * written.radius();
            odds *= Math.min(1, 2 * near / Math.max(room, 1e-12));
        }
        return odds;
    }
}
