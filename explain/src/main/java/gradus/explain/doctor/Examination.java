package gradus.explain.doctor;

import gradus.core.type.DivergedException;
import gradus.nn.data.CrossFit;
import gradus.nn.data.Dataset;
import gradus.nn.data.Loader;
import gradus.nn.data.Preprocessing;
import gradus.nn.data.Table;
import gradus.nn.data.TableSplit;
import gradus.nn.layer.Ensemble;
import gradus.nn.layer.Layer;
import gradus.nn.loss.Loss;
import gradus.nn.train.Goal;
import gradus.nn.train.Run;
import gradus.nn.train.Training;
import gradus.nn.train.TrainingParts;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;

/// An examination of a training, before it runs or after: say what is known besides, then [#diagnose()].
///
/// Each method gives a changed copy. Of an ensemble the first member is looked into. The training itself is not
/// changed: updates are done on copies.
///
/// {@snippet file="PlotSnippets.java" region="Examination"}
///
/// @param <L> the type of the network
public final class Examination<L> {
    private static final double DEFAULT_SECONDS = 10;

    private final Training<L, ?> training;
    private final Optional<Run<L>> run;
    private final Optional<DivergedException> diverged;
    private final Optional<Columns> columns;
    private final Map<String, Dataset> others;
    private final Map<String, Table> tables;
    private final Depth depth;
    private final double seconds;

    /// How much is examined.
    public enum Depth {
        /// Everything.
        WHOLE,
        /// What a healthy training shows in a moment; of one that is not, the rest as well.
        BRIEF,
        /// Of a network that is trained already: nothing about beginnings and updates.
        TRAINED
    }

    private Examination(
            Training<L, ?> training,
            Optional<Run<L>> run,
            Optional<DivergedException> diverged,
            Optional<Columns> columns,
            Map<String, Dataset> others,
            Map<String, Table> tables,
            Depth depth,
            double seconds) {
        this.training = training;
        this.run = run;
        this.diverged = diverged;
        this.columns = columns;
        this.others = others;
        this.tables = tables;
        this.depth = depth;
        this.seconds = seconds;
    }

    /// Begins an examination of a training that has not run.
    public static <L> Examination<L> of(Training<L, ?> training) {
        return new Examination<>(
                training,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Map.of(),
                Map.of(),
                Depth.WHOLE,
                DEFAULT_SECONDS);
    }

    /// Examines what came of the training, too.
    public Examination<L> trained(Run<L> result) {
        return new Examination<>(training, Optional.of(result), diverged, columns, others, tables, depth, seconds);
    }

    /// Examines a training that ended at numbers that are not finite.
    public Examination<L> diverged(DivergedException end) {
        return new Examination<>(training, run, Optional.of(end), columns, others, tables, depth, seconds);
    }

    /// Calls the features so, in findings.
    ///
    /// @param names one per number of a sample
    public Examination<L> columns(List<String> names) {
        return new Examination<>(
                training, run, diverged, Optional.of(Columns.named(names)), others, tables, depth, seconds);
    }

    /// Calls the features as the columns of a table that they come from.
    public Examination<L> columns(Preprocessing preprocessing) {
        Optional<Columns> known = Optional.of(Columns.of(preprocessing));
        return new Examination<>(training, run, diverged, known, others, tables, depth, seconds);
    }

    /// Knows columns and test rows of the table that the training is on.
    public Examination<L> table(TableSplit split) {
        Map<String, Table> parts = Map.of(
                DataRules.TRAINING, split.train().table(), "validation", split.validation(), "test", split.test());
        Examination<L> named = new Examination<>(
                training, run, diverged, Optional.of(Columns.of(split.preprocessing())), others, parts, depth, seconds);
        return split.test().rowCount() == 0 ? named : named.part("test", split.testSet());
    }

    /// Looks at another part of the data as well, such as `test`.
    public Examination<L> part(String name, Dataset data) {
        Map<String, Dataset> more = new LinkedHashMap<>(others);
        more.put(name, data);
        return new Examination<>(training, run, diverged, columns, more, tables, depth, seconds);
    }

    /// Chooses how much is examined. Default everything.
    public Examination<L> depth(Depth other) {
        return new Examination<>(training, run, diverged, columns, others, tables, other, seconds);
    }

    /// Ends tests that train after about so many seconds each; what is not clear then is no finding. Default 10.
    public Examination<L> within(double most) {
        return new Examination<>(training, run, diverged, columns, others, tables, depth, most);
    }

    /// Examines.
    public Diagnosis diagnose() {
        TrainingParts<L> parts = TrainingParts.of(training);
        Optional<Loss> loss = parts.goal().lossOfAnswers();
        if (parts.network() instanceof Ensemble ensemble && loss.isPresent()) {
            TrainingParts<Layer> member = member(parts, ensemble, Goal.of(loss.get()));
            Optional<Layer> trained = run.map(Run::network)
                    .map(network ->
                            network instanceof Ensemble done ? done.members().getFirst() : ensemble);
            return diagnose(member, trained);
        }
        return diagnose(parts.goal().readsTargets() ? parts : InputsOnly.of(parts), run.map(Run::network));
    }

    private static TrainingParts<Layer> member(TrainingParts<?> parts, Ensemble ensemble, Goal<Layer> goal) {
        Loader loader = parts.loader();
        Loader single = new Loader(
                single(loader.dataset()), loader.batchSize(), loader.order(), loader.lastBatch(), loader.key());
        Optional<Dataset> apart = parts.validation().filter(data -> !(data instanceof CrossFit));
        return new TrainingParts<>(
                ensemble.members().getFirst(),
                goal,
                parts.penalty(),
                parts.optimizer(),
                single,
                apart,
                parts.backend());
    }

    private static Dataset single(Dataset data) {
        return data instanceof CrossFit folds ? folds.samples() : data;
    }

    private <N> Diagnosis diagnose(TrainingParts<N> parts, Optional<N> trained) {
        Map<String, Dataset> all = new LinkedHashMap<>();
        parts.validation().ifPresent(data -> all.put("validation", data));
        others.forEach(
                (name, samples) -> all.put(name, parts.goal().readsTargets() ? samples : InputsOnly.of(samples)));
        DataRules data = DataRules.of(parts.loader().dataset(), all, columns, tables);
        List<Finding> findings = new ArrayList<>(data.notFinite());
        diverged.ifPresent(end -> findings.add(
                new Finding(Illness.DIVERGED, Place.training(), facts(String.valueOf(end.getMessage())), Map.of())));
        List<String> passed = new ArrayList<>(List.of("finite numbers", "columns", "targets", "parts of the data"));
        NetworkRules<N> network = new NetworkRules<>(parts, data);
        boolean sound = findings.stream().noneMatch(f -> f.illness() == Illness.NOT_FINITE);
        List<Finding> domain = network.domain();
        findings.addAll(domain);
        findings.addAll(data.examine(sound && domain.isEmpty() && network.isWeighted()));
        findings.addAll(DataRules.order(parts.loader()));
        findings.addAll(network.structure());
        passed.add("structure of the network");
        if (sound && domain.isEmpty() && depth == Depth.TRAINED) {
            findings.addAll(network.trained());
            passed.add("layers and gradients");
        } else if (sound && domain.isEmpty()) {
            inside(network, parts, trained, findings, passed);
        }
        return new Diagnosis(distinct(findings), passed);
    }

    private <N> void inside(
            NetworkRules<N> network,
            TrainingParts<N> parts,
            Optional<N> trained,
            List<Finding> findings,
            List<String> passed) {
        findings.addAll(network.layers(trained));
        passed.add("layers and gradients");
        Updates updates = new Updates();
        run.ifPresent(result -> {
            findings.addAll(network.course(
                    result,
                    trained.orElse(parts.network()),
                    () -> OptionalDouble.of(updates.seen().ratio())));
            passed.add("course of the training");
        });
        if (depth == Depth.WHOLE || needsMore(findings)) {
            FirstUpdates.Seen seen = updates.seen();
            findings.addAll(network.start());
            findings.addAll(network.tests(seconds));
            findings.addAll(FirstUpdates.findings(seen, parts, training.stopping()));
            passed.addAll(List.of("first loss", "gradient check", "one small batch", "first updates"));
        }
    }

    /// The first updates, done once and only if someone asks.
    private final class Updates {
        private Optional<FirstUpdates.Seen> seen = Optional.empty();

        FirstUpdates.Seen seen() {
            FirstUpdates.Seen known = seen.orElseGet(() -> FirstUpdates.look(training, seconds));
            seen = Optional.of(known);
            return known;
        }
    }

    /// Of a message what was seen, without the head and the way out.
    private static String facts(String message) {
        String facts = message.substring(message.indexOf(": ") + 1).strip();
        int wayOut = facts.indexOf("; ");
        return wayOut < 0 ? facts : facts.substring(0, wayOut);
    }

    /// What goes wrong in a course has its cause before it.
    private boolean needsMore(List<Finding> findings) {
        return diverged.isPresent()
                || findings.stream().anyMatch(finding -> switch (finding.illness()) {
                    case UNDER_FITTING,
                            PLATEAU,
                            DIVERGED,
                            LEARNING_RATE_TOO_HIGH,
                            LEARNING_RATE_TOO_LOW,
                            NOT_FINISHED -> true;
                    default -> false;
                });
    }

    /// The same illness at the same place is told once, as it was found first, and of the whole only where no layer
    /// has it.
    private static List<Finding> distinct(List<Finding> findings) {
        Map<List<Object>, Finding> first = new LinkedHashMap<>();
        findings.forEach(finding -> first.putIfAbsent(List.of(finding.illness(), finding.place()), finding));
        Set<Illness> inLayers = first.values().stream()
                .filter(finding -> finding.place().kind() == Place.Kind.LAYER)
                .map(Finding::illness)
                .collect(Collectors.toSet());
        return first.values().stream()
                .filter(finding ->
                        finding.place().kind() != Place.Kind.TRAINING || !inLayers.contains(finding.illness()))
                .toList();
    }
}
