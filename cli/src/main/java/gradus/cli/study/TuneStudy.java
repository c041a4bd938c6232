package gradus.cli.study;

import gradus.cli.config.ConfigReader;
import gradus.cli.config.Preparation;
import gradus.cli.config.TablePreparation;
import gradus.cli.run.JsonLine;
import gradus.cli.run.Screen;
import gradus.core.type.DivergedException;
import gradus.core.type.Key;
import gradus.nn.layer.Layer;
import gradus.nn.search.Dimension;
import gradus.nn.search.Halving;
import gradus.nn.search.Sampler;
import gradus.nn.search.Trial;
import gradus.nn.train.EpochReport;
import gradus.nn.train.ModelRun;
import gradus.nn.train.StopReason;
import gradus.nn.train.Training;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// Tries settings one after another; which is a pure function of the plan and of what was recorded, so a
/// study that was killed goes on as if it had not been.
///
/// @param reader the configuration that settings are put over
/// @param plan how it looks
/// @param folder where outcomes are recorded
public record TuneStudy(ConfigReader reader, Plan plan, StudyFolder folder) {
    /// The least trials that are judged at a rung for it to teach the sampler.
    private static final int ENOUGH = 10;
    /// How often settings are drawn anew that were tried already, first by the sampler, then by chance.
    private static final int DRAWN = 20;
    private static final int DRAWN_BY_CHANCE = 1000;
    private static final double NANOS = 1e9;

    /// How settings are looked for.
    ///
    /// @param dimensions what is looked for
    /// @param sampler how new settings are chosen
    /// @param halving how many epochs a trial has at each rung; all of them at the last
    /// @param trials the most trials
    /// @param key the source of all that is random
    public record Plan(List<Dimension> dimensions, Sampler sampler, Halving halving, int trials, Key key) {
        /// Copies the list.
        public Plan {
            dimensions = List.copyOf(dimensions);
        }

        boolean isLast(int rung) {
            return rung == halving.epochs().size() - 1;
        }

        /// Gives the values of settings by key.
        public Map<String, String> settings(List<Double> places) {
            Map<String, String> settings = new LinkedHashMap<>();
            for (int d = 0; d < places.size(); d++) {
                Dimension dimension = dimensions.get(d);
                settings.put(dimension.name(), dimension.at(places.get(d)));
            }
            return settings;
        }
    }

    /// What a trial came to.
    ///
    /// @param number its number, from 0
    /// @param rung the rung that it was judged at
    /// @param places where its settings lie
    /// @param epochs how many epochs it learned in all
    /// @param loss its best decisive number, infinite if it diverged
    /// @param values what was measured at its best epoch
    public record Outcome(
            int number, int rung, List<Double> places, int epochs, double loss, Map<String, Double> values) {
        /// Gives by what it is ranked, as a number or the word that it diverged.
        public String decisiveWords() {
            return loss == Double.POSITIVE_INFINITY ? "diverged" : String.format(Locale.ROOT, "%.5g", loss);
        }
    }

    private record Next(Halving.Job job, List<Double> places) {}

    /// Makes sure that the ends of each range and each of its options can be used, before anything is
    /// trained.
    ///
    /// @param reader the configuration that settings are put over
    /// @param whole what is trained with the settings that are not looked for
    /// @throws IllegalArgumentException if one cannot be, or trials would not be judged by the same rows
    public static void check(ConfigReader reader, Preparation whole, List<Dimension> dimensions) {
        if (!whole.training().isJudged()) {
            throw new IllegalArgumentException("tune: trials are judged by rows that they do not learn from, but there"
                    + " are none; set some aside by --validation 0.15");
        }
        boolean ownRows = reader.has("data.split.validation") || reader.has("data.split.validationFile");
        for (Dimension dimension : dimensions) {
            boolean dealsRows = Set.of("network.members", "network.words").contains(dimension.name());
            if (dealsRows && !ownRows && whole instanceof TablePreparation) {
                throw new IllegalArgumentException(
                        dimension.name() + ": an ensemble is judged by other rows than a single"
                                + " network unless some are set aside for both; add --validation 0.15");
            }
            SearchSpace.extremes(dimension).forEach(value -> requireUsed(copy(reader), dimension, value));
        }
    }

    private static void requireUsed(ConfigReader one, Dimension dimension, String value) {
        try {
            one.with(dimension.name(), value);
            if (dimension instanceof Dimension.Choice) {
                Preparation.of(one);
            } else {
                one.config();
            }
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "--search: " + dimension.name() + " cannot be " + value + ": " + e.getMessage(), e);
        }
    }

    /// Gives what was recorded.
    public List<Outcome> outcomes() {
        List<Outcome> all = new ArrayList<>();
        for (JsonNode line : folder.outcomes()) {
            if (line.path("event").asString("").equals("trial")) {
                all.add(outcome(line));
            }
        }
        return all;
    }

    private Outcome outcome(JsonNode line) {
        Map<String, Double> values = new LinkedHashMap<>();
        line.path("values")
                .propertyStream()
                .forEach(value -> values.put(value.getKey(), value.getValue().asDouble(Double.NaN)));
        List<Double> places = plan.dimensions().stream()
                .map(dimension -> line.path("places").path(dimension.name()).asDouble(0))
                .toList();
        JsonNode loss = line.path("decisive");
        return new Outcome(
                line.path("trial").asInt(),
                line.path("rung").asInt(),
                places,
                line.path("epochs").asInt(0),
                loss.isNumber() ? loss.doubleValue() : Double.POSITIVE_INFINITY,
                values);
    }

    /// Tries until the trials, the time or the settings are used up.
    ///
    /// @return false if a signal ended it
    public boolean run(Optional<Budget> budget, Worker worker, Screen screen) {
        budget.ifPresent(given -> worker.within(given.left(folder)));
        while (!worker.isOver()) {
            Optional<Next> next = next();
            if (next.isEmpty()) {
                return true;
            }
            boolean ended = tried(next.get(), worker, screen);
            if (!ended) {
                return !worker.isInterrupted();
            }
        }
        return !worker.isInterrupted();
    }

    private Optional<Next> next() {
        List<Outcome> known = outcomes();
        List<Halving.Judged> judged = known.stream()
                .map(one -> new Halving.Judged(one.number(), one.rung(), one.loss()))
                .toList();
        Optional<Halving.Job> promotion = plan.halving().promotion(judged);
        if (promotion.isPresent()) {
            return promotion.map(job -> new Next(
                    job,
                    known.stream()
                            .filter(one -> one.number() == job.trial())
                            .findFirst()
                            .orElseThrow()
                            .places()));
        }
        int begun = (int) judged.stream().filter(one -> one.rung() == 0).count();
        return begun >= plan.trials()
                ? Optional.empty()
                : places(begun, known).map(places -> new Next(new Halving.Job(begun, 0), places));
    }

    /// New settings, which no trial had; empty if hardly any are left.
    private Optional<List<Double>> places(int trial, List<Outcome> known) {
        Set<Map<String, String>> seen = new HashSet<>();
        known.forEach(one -> seen.add(plan.settings(one.places())));
        List<Trial> earlier = earlier(known);
        Key key = plan.key().fold("trial").fold(trial);
        for (int i = 0; i < DRAWN + DRAWN_BY_CHANCE; i++) {
            Sampler sampler = i < DRAWN ? plan.sampler() : Sampler.RANDOM;
            List<Double> places = sampler.next(plan.dimensions(), earlier, key.fold(i));
            if (!seen.contains(plan.settings(places))) {
                return Optional.of(places);
            }
        }
        return Optional.empty();
    }

    /// What the sampler learns from: the trials of the highest rung that judged enough of them.
    private List<Trial> earlier(List<Outcome> known) {
        for (int rung = plan.halving().epochs().size() - 1; rung >= 0; rung--) {
            int here = rung;
            List<Trial> judged = known.stream()
                    .filter(one -> one.rung() == here)
                    .map(one -> new Trial(one.places(), one.loss()))
                    .toList();
            if (judged.size() >= ENOUGH) {
                return judged;
            }
        }
        return List.of();
    }

    private static ConfigReader copy(ConfigReader reader) {
        return reader.only("data", "forecast", "autoencoder", "network", "training", "device", "output");
    }

    /// Gives the configuration with settings put over it.
    public ConfigReader configured(List<Double> places) {
        ConfigReader copy = copy(reader);
        plan.settings(places).forEach(copy::with);
        return copy;
    }

    /// Trains a trial up to a rung from its last checkpoint and records what it came to; false if it was
    /// made to end before, of which only the time is recorded.
    private boolean tried(Next next, Worker worker, Screen screen) {
        Halving.Job job = next.job();
        long begun = System.nanoTime();
        JsonLine line = JsonLine.of("trial")
                .put("trial", job.trial())
                .put("rung", job.rung())
                .put("places", byName(next.places()))
                .texts("settings", plan.settings(next.places()));
        boolean diverged = false;
        try {
            Optional<? extends ModelRun> run = trained(prepared(next).training(), job, worker);
            if (run.isEmpty() || run.get().run().reason() == StopReason.INTERRUPTED) {
                folder.record(JsonLine.of("stopped").put("trial", job.trial()).put("seconds", seconds(begun)));
                return false;
            }
            Optional<EpochReport> best = run.get().run().best();
            line.put("epochs", run.get().run().state().progress().epoch())
                    .put("decisive", best.map(EpochReport::decisive).orElse(Double.NaN))
                    .put("values", best.map(EpochReport::validation).orElse(Map.of()))
                    .put("ended", run.get().run().reason().toString());
        } catch (DivergedException e) {
            diverged = true;
            line.put("decisive", Double.NaN).put("ended", "diverged");
        }
        folder.record(line.put("seconds", seconds(begun)));
        if (diverged || plan.isLast(job.rung())) {
            worker.forget(name(job));
        }
        screen.tell(line);
        screen.say(words(outcomes().getLast()));
        return true;
    }

    private static double seconds(long begun) {
        return (System.nanoTime() - begun) / NANOS;
    }

    private Map<String, Double> byName(List<Double> places) {
        Map<String, Double> byName = new LinkedHashMap<>();
        for (int d = 0; d < places.size(); d++) {
            byName.put(plan.dimensions().get(d).name(), places.get(d));
        }
        return byName;
    }

    private Preparation prepared(Next next) {
        try {
            return Preparation.of(configured(next.places()));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "trial " + (next.job().trial() + 1) + " with " + plan.settings(next.places()) + ": "
                            + e.getMessage(),
                    e);
        }
    }

    private static String name(Halving.Job job) {
        return "trial-" + job.trial();
    }

    private <R extends ModelRun> Optional<R> trained(Training<Layer, R> training, Halving.Job job, Worker worker) {
        int most = training.stopping().epochs();
        return worker.train(
                name(job),
                plan.isLast(job.rung())
                        ? training
                        : training.epochs(Math.min(most, plan.halving().epochs().get(job.rung()))));
    }

    private String words(Outcome outcome) {
        StringBuilder words = new StringBuilder("trial " + (outcome.number() + 1) + ":");
        plan.settings(outcome.places())
                .forEach((key, value) -> words.append(' ')
                        .append(key.substring(key.lastIndexOf('.') + 1))
                        .append('=')
                        .append(value));
        words.append(": decisive ").append(outcome.decisiveWords());
        outcome.values().forEach((name, value) -> words.append(String.format(Locale.ROOT, ", %s %.4g", name, value)));
        return words.append(" after ")
                .append(outcome.epochs())
                .append(outcome.epochs() == 1 ? " epoch" : " epochs")
                .toString();
    }

    /// Gives the best outcome of each trial, the best first: what was judged at a higher rung stands above
    /// the rest.
    public List<Outcome> ranked() {
        Map<Integer, Outcome> last = new LinkedHashMap<>();
        outcomes().forEach(outcome -> last.put(outcome.number(), outcome));
        return last.values().stream()
                .sorted(Comparator.comparingInt((Outcome one) -> -one.rung()).thenComparingDouble(Outcome::loss))
                .toList();
    }
}
