package gradus.cli.config;

import gradus.nn.network.AdapterPlan;
import gradus.nn.optim.Groups;
import gradus.nn.optim.Optimizer;
import gradus.nn.optim.PathPattern;
import gradus.nn.optim.WeightAverage;
import gradus.nn.train.NonFinite;
import gradus.nn.train.Training;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/// What an update does besides the rule of the optimizer.
///
/// @param average how much of the old average of weights stays; empty: no average is kept
/// @param freeze patterns of the paths of parameters and running statistics that stay as they are
/// @param adapter the low-rank adapters that alone learn, as [AdapterPlan#named] reads them
/// @param rates what the learning rate is multiplied by, by the pattern of paths
/// @param layerDecay what it is multiplied by from each layer to the one before it
/// @param nonFinite what happens when an update would not be finite, default raise
public record UpdateConfig(
        Optional<Double> average,
        Optional<List<String>> freeze,
        Optional<String> adapter,
        Optional<Map<String, Double>> rates,
        Optional<Double> layerDecay,
        Optional<NonFinite> nonFinite) {
    /// Checks the shares.
    public UpdateConfig {
        Limits.atLeast("average", average, 0);
        Limits.below("average", average, 1);
        adapter.ifPresent(AdapterPlan::named);
        Limits.above("layerDecay", layerDecay, 0);
        Limits.atMost("layerDecay", layerDecay, 1);
        if (rates.isPresent() && layerDecay.isPresent()) {
            throw new IllegalArgumentException("rates and layerDecay both say how fast layers learn; leave one out");
        }
    }

    /// Gives the plan of adapters.
    ///
    /// @param base the file of the model to begin with
    /// @throws IllegalArgumentException if there is none
    Optional<AdapterPlan> adapters(Optional<String> base) {
        if (adapter.isPresent() && base.isEmpty()) {
            throw new IllegalArgumentException("training.optimizer.update.adapter: adapters change the network of a"
                    + " trained model by little; name its file by --base, or leave --adapter out");
        }
        return adapter.map(AdapterPlan::named);
    }

    <L, R> Training<L, R> over(Training<L, R> usual) {
        Training<L, R> training = usual;
        for (String pattern : freeze.orElse(List.of())) {
            training = training.freeze(pattern);
        }
        return nonFinite.isPresent() ? training.nonFinite(nonFinite.get()) : training;
    }

    /// Gives the rule with rates by layer and the average that are said here.
    ///
    /// @param paths the paths of all parameters
    Optimizer around(Optimizer rule, Supplier<List<String>> paths) {
        Optimizer grouped = rule;
        if (rates.isPresent()) {
            Groups groups = Groups.of(rule);
            for (var rate : rates.get().entrySet()) {
                groups = groups.scaled(rate.getKey(), rate.getValue());
            }
            grouped = groups;
        }
        if (layerDecay.isPresent()) {
            grouped = Groups.byDepth(rule, moving(paths.get()), layerDecay.get());
        }
        return average.isPresent() ? new WeightAverage(grouped, average.get()) : grouped;
    }

    private List<String> moving(List<String> paths) {
        List<String> moving = new ArrayList<>(paths);
        freeze.orElse(List.of()).forEach(pattern -> moving.removeIf(new PathPattern(pattern)::matches));
        return moving;
    }
}
