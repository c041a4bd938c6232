package gradus.explain.doctor;

import gradus.core.type.Literal;
import gradus.nn.layer.Layer;
import gradus.nn.layer.Parameters;
import gradus.nn.loss.Loss;
import gradus.nn.train.Run;
import gradus.nn.train.TrainingParts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Supplier;

/// The network of a training, before and after, beside what the data allow.
///
/// @param <N> the type of the network
final class NetworkRules<N> {
    /// So many samples tell a unit that is dead for all from one that sleeps.
    private static final int SAMPLES = 512;

    /// Of large samples fewer: their layers have many places.
    private static final int SAMPLES_OF_LARGE = 64;

    private static final int SAMPLES_OF_HUGE = 16;
    private static final int LARGE = 1000;
    private static final int LARGE_NETWORK = 200_000;
    private static final int HUGE_NETWORK = 2_000_000;
    private static final int FEW = 8;

    /// A penalty three times as large as the loss that it is added to decides alone where training goes.
    private static final double STRONG = 3;

    /// A training loss that is hardly below that of a constant.
    private static final double AS_CONSTANT = 0.95;

    /// How many wrong answers more, or how much of the variance, no chance makes.
    private static final double WORSE = 0.1;

    private static final double TIMES_WORSE = 2;

    private static final double TINY = 1e-9;

    private final TrainingParts<N> parts;
    private final DataRules data;
    private final Optional<Loss> loss;
    private final Rows rows;
    private final Optional<AnswerLosses> marks;
    private OptionalDouble constant = OptionalDouble.empty();
    private Optional<Probe> probe = Optional.empty();

    NetworkRules(TrainingParts<N> parts, DataRules data) {
        this.parts = parts;
        this.data = data;
        this.loss = parts.goal().lossOfAnswers();
        long size = Parameters.count(parts.network());
        boolean large = data.training().width() > LARGE || size > LARGE_NETWORK;
        int most = size > HUGE_NETWORK ? SAMPLES_OF_HUGE : large ? SAMPLES_OF_LARGE : SAMPLES;
        this.rows = Rows.of(parts.loader().dataset(), most);
        this.marks = AnswerLosses.of(parts.network(), parts.goal(), rows.parts(), parts.backend());
    }

    private List<Literal> batch() {
        return rows.parts();
    }

    List<Finding> domain() {
        return loss.isPresent() && marks.isPresent()
                ? new TargetRules(data.training(), data.columns())
                        .domain(loss.get(), marks.get().shape())
                : List.of();
    }

    /// Says whether the loss counts samples by more or less than one.
    boolean isWeighted() {
        return loss.isPresent() && LossWeights.areIn(loss.get());
    }

    List<Finding> structure() {
        return parts.network() instanceof Layer layer ? LayerRules.structure(layer, loss) : List.of();
    }

    private OptionalDouble constant() {
        if (constant.isEmpty() && marks.isPresent()) {
            constant = OptionalDouble.of(marks.get().ofBestConstant());
        }
        return constant;
    }

    /// Most losses can be 0; of others the best answers to some samples are looked for.
    private double possible() {
        boolean zero = loss.filter(LossWeights::canBeZero).isPresent();
        return zero
                ? 0
                : AnswerLosses.of(
                                parts.network(),
                                parts.goal(),
                                Rows.of(parts.loader().dataset(), SAMPLES_OF_LARGE)
                                        .parts(),
                                parts.backend())
                        .map(AnswerLosses::ofBestAnswers)
                        .filter(Double::isFinite)
                        .orElse(0.0);
    }

    private Probe.Reading read(N network) {
        Probe known = probe.orElseGet(() -> Probe.of(parts.network(), parts.goal(), batch(), parts.backend()));
        probe = Optional.of(known);
        return known.read(network, batch());
    }

    /// Gives the findings inside the network as it starts and as it ended.
    List<Finding> layers(Optional<N> trained) {
        Probe.Reading first = read(parts.network());
        LayerRules before = new LayerRules(first);
        List<Finding> findings = new ArrayList<>(before.inputs(data.training(), data.columns()));
        findings.addAll(before.examine(parts.network(), LayerRules.Moment.BEFORE));
        marks.ifPresent(known -> findings.addAll(new StartRules(first, known, loss).range()));
        trained.ifPresent(
                network -> findings.addAll(new LayerRules(read(network)).examine(network, LayerRules.Moment.AFTER)));
        return findings;
    }

    /// Gives the findings inside a network that is trained already, and of what it says.
    List<Finding> trained() {
        LayerRules after = new LayerRules(read(parts.network()));
        List<Finding> findings = new ArrayList<>(after.inputs(data.training(), data.columns()));
        findings.addAll(after.examine(parts.network(), LayerRules.Moment.AFTER));
        underFitting(parts.network()).ifPresent(findings::add);
        return findings;
    }

    /// Gives the findings about the first loss and the penalty.
    List<Finding> start() {
        List<Finding> findings = new ArrayList<>();
        if (constant().isPresent()) {
            double mark = constant().getAsDouble();
            findings.addAll(new StartRules(read(parts.network()), marks.orElseThrow(), loss).first(mark));
            penalty(mark).ifPresent(findings::add);
        }
        return findings;
    }

    private Optional<Finding> penalty(double mark) {
        double price = parts.penalty().of(Parameters.of(parts.network())).item();
        return mark > 0 && price > STRONG * mark
                ? Optional.of(new Finding(
                        Illness.PENALTY_TOO_STRONG,
                        Place.training(),
                        "the penalty of the first weights is " + Numbers.brief(price)
                                + ", the loss of a constant answer " + Numbers.brief(mark),
                        Numbers.named("penalty", price, "loss", mark)))
                : Optional.empty();
    }

    /// Gives the findings of the tests that train or differentiate by themselves.
    List<Finding> tests(double seconds) {
        Rows few = Rows.of(parts.loader().dataset(), FEW);
        List<Finding> findings =
                new ArrayList<>(SlopeCheck.examine(parts.network(), parts.goal(), few.parts(), parts.backend()));
        new OneBatch<>(parts.network(), parts.goal(), parts.loader().dataset(), parts.backend())
                .examine(seconds)
                .ifPresent(findings::add);
        return findings;
    }

    /// Gives the findings about the course and what it came to.
    ///
    /// @param ratio looks how large an update is beside the weights
    List<Finding> course(Run<?> run, N trained, Supplier<OptionalDouble> ratio) {
        Optional<Finding> under = underFitting(trained);
        Course course = new Course(
                run.history(), run.reason(), run.bestEpoch(), constant(), possible(), ratio, under.isPresent());
        List<Finding> findings = new ArrayList<>(course.examine());
        under.ifPresent(findings::add);
        boolean still = under.isPresent() && course.standsStill();
        if (still && findings.stream().noneMatch(f -> f.illness() == Illness.LEARNING_RATE_TOO_HIGH)) {
            findings.add(new Finding(
                    Illness.PLATEAU,
                    Place.training(),
                    "in the second half of the epochs the training loss stood still at "
                            + Numbers.brief(run.history().getLast().trainingLoss()),
                    Numbers.named("loss", run.history().getLast().trainingLoss())));
        }
        return findings;
    }

    /// Logits of one class and logarithms of counts are not to be held against their targets.
    private boolean isOfAKind() {
        return rows.hasClasses()
                || marks.flatMap(AnswerLosses::ofTargets)
                        .filter(left -> Math.abs(left) < TINY)
                        .isPresent();
    }

    private Optional<Finding> underFitting(N trained) {
        Asked asked = Asked.of(trained, parts.goal(), batch(), parts.backend());
        Optional<Neighbours.Errors> errors =
                asked.answer().filter(_ -> isOfAKind()).flatMap(answer -> Neighbours.compare(rows, answer));
        boolean worse = errors.filter(
                        e -> e.network() - e.neighbours() > WORSE && e.network() > TIMES_WORSE * e.neighbours())
                .isPresent();
        if (worse) {
            Neighbours.Errors e = errors.get();
            String words = rows.hasClasses()
                    ? "it answers " + Numbers.percent(e.network())
                            + " of the training samples wrong; the classes of the nearest other samples are wrong for "
                            + Numbers.percent(e.neighbours())
                    : "it leaves " + Numbers.percent(e.network())
                            + " of the variance of the training targets; the mean of the nearest other samples leaves "
                            + Numbers.percent(e.neighbours());
            return Optional.of(new Finding(
                    Illness.UNDER_FITTING,
                    Place.training(),
                    words,
                    Numbers.named("network", e.network(), "neighbours", e.neighbours())));
        }
        boolean nothing = constant().isPresent()
                && constant().getAsDouble() > 0
                && asked.loss() > AS_CONSTANT * constant().getAsDouble();
        return nothing
                ? Optional.of(new Finding(
                        Illness.UNDER_FITTING,
                        Place.training(),
                        "the loss of the training samples is " + Numbers.brief(asked.loss())
                                + " after training, that of one constant answer "
                                + Numbers.brief(constant().getAsDouble()),
                        Numbers.named(
                                "loss", asked.loss(), "constant", constant().getAsDouble())))
                : Optional.empty();
    }
}
