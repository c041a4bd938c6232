package gradus.nn.optim;

import gradus.core.tensor.Tensor;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;

/// Groups of parameters with rules of their own: another optimizer, another rate, another decay. A parameter belongs to
/// the first group whose pattern means its path; what is left belongs to `rest`.
///
/// {@snippet file="TrainingSnippets.java" region="Groups"}
///
/// State and scalars of group i begin with `i.`, those of the rest with `rest.`. Parameters that shall not move at all
/// are frozen by [gradus.nn.train.Training#freeze].
///
/// @param groups the groups, the first that fits counts
/// @param rest the rule of all other parameters
public record Groups(List<Group> groups, Optimizer rest) implements Optimizer {
    /// The beginning of a path up to the first number of a list, or its first name.
    private static final Pattern STEP = Pattern.compile("^(.*?\\.\\d+|[^.]+)(?:\\..*)?$");

    /// Some parameters and their rule.
    ///
    /// @param pattern which
    /// @param optimizer how they move
    public record Group(PathPattern pattern, Optimizer optimizer) {}

    /// Copies the list and checks that no group keeps averages: those go around the groups.
    public Groups {
        groups = List.copyOf(groups);
        boolean averages = rest.averages().isPresent()
                || groups.stream()
                        .anyMatch(group -> group.optimizer().averages().isPresent());
        if (averages) {
            throw new IllegalArgumentException(
                    "parameter groups: an average of weights goes around the groups, not into one;"
                            + " use new WeightAverage(groups, decay)");
        }
    }

    /// Gives the rule for all parameters, without groups yet.
    public static Groups of(Optimizer rest) {
        return new Groups(List.of(), rest);
    }

    /// Gives these groups and one more behind them.
    ///
    /// @param pattern which parameters, see [PathPattern]
    /// @param optimizer how they move
    public Groups with(String pattern, Optimizer optimizer) {
        List<Group> more = new ArrayList<>(groups);
        more.add(new Group(new PathPattern(pattern), optimizer));
        return new Groups(more, rest);
    }

    /// Gives these groups and one more that moves as the rest does, with another rate.
    ///
    /// @param pattern which parameters, see [PathPattern]
    /// @param factor what the rate of the rest is multiplied by
    public Groups scaled(String pattern, double factor) {
        return with(pattern, rest.schedule(new Schedule.Scaled(rest.schedule(), factor)));
    }

    /// Gives rates that shrink from the head of a network to its first layers, as fine-tuning wants it
    /// (Howard and Ruder 2018, Bao et al. 2022). What stands at one number of a list, such as
    /// `layers.3.**`, or at one name outside lists, is a step; the last step keeps the rate, each before it
    /// has `factor` times the rate of the next.
    ///
    /// @param rest the rule of all parameters
    /// @param paths the paths of the parameters that move, in order
    /// @param factor in (0, 1]
    public static Groups byDepth(Optimizer rest, Collection<String> paths, double factor) {
        if (!(factor > 0 && factor <= 1)) {
            throw new IllegalArgumentException(
                    "parameter groups: the factor from layer to layer must lie in (0, 1], got " + factor);
        }
        List<String> steps = paths.stream()
                .map(path -> STEP.matcher(path).replaceFirst("$1"))
                .distinct()
                .toList();
        Groups groups = Groups.of(rest);
        for (int i = 0; i < steps.size() - 1; i++) {
            double share = Math.pow(factor, steps.size() - 1 - i);
            groups = groups.scaled(steps.get(i), share).scaled(steps.get(i) + ".**", share);
        }
        return groups.fitting(paths);
    }

    /// Leaves out groups that no path belongs to.
    private Groups fitting(Collection<String> paths) {
        return new Groups(
                groups.stream()
                        .filter(group -> paths.stream().anyMatch(group.pattern()::matches))
                        .toList(),
                rest);
    }

    @Override
    public String name() {
        return rest.name();
    }

    @Override
    public Schedule schedule() {
        return rest.schedule();
    }

    /// Gives these groups with another rate of the rest; groups that were scaled follow it, the others keep theirs.
    @Override
    public Groups schedule(Schedule schedule) {
        Schedule before = rest.schedule();
        List<Group> changed = groups.stream()
                .map(group -> group.optimizer().schedule() instanceof Schedule.Scaled(Schedule of, double factor)
                                && of.equals(before)
                        ? new Group(group.pattern(), group.optimizer().schedule(new Schedule.Scaled(schedule, factor)))
                        : group)
                .toList();
        return new Groups(changed, rest.schedule(schedule));
    }

    /// Gives these groups with the rates of all of them multiplied by a factor.
    @Override
    public Groups slowed(double factor) {
        List<Group> changed = groups.stream()
                .map(group -> new Group(group.pattern(), group.optimizer().slowed(factor)))
                .toList();
        return new Groups(changed, rest.slowed(factor));
    }

    @Override
    public Map<String, Tensor> init(Map<String, Tensor> parameters) {
        groups.forEach(group -> group.pattern().requireSome("parameter groups", parameters.keySet()));
        Map<String, Tensor> all = new LinkedHashMap<>();
        each((prefix, optimizer) -> Chain.addPrefixed(prefix, optimizer.init(own(prefix, parameters)), all));
        return all;
    }

    @Override
    public Map<String, Double> scalars(long step) {
        Map<String, Double> all = new LinkedHashMap<>();
        each((prefix, optimizer) -> Chain.addPrefixed(prefix, optimizer.scalars(step), all));
        return all;
    }

    @Override
    public Update update(
            Map<String, Tensor> gradients,
            Map<String, Tensor> state,
            Map<String, Tensor> parameters,
            Map<String, Tensor> scalars) {
        Map<String, Tensor> updates = new LinkedHashMap<>();
        Map<String, Tensor> next = new LinkedHashMap<>();
        each((prefix, optimizer) -> {
            Update update = optimizer.update(
                    own(prefix, gradients),
                    Chain.part(prefix, state),
                    own(prefix, parameters),
                    Chain.part(prefix, scalars));
            updates.putAll(update.updates());
            Chain.addPrefixed(prefix, update.state(), next);
        });
        return new Update(updates, next);
    }

    private void each(BiConsumer<String, Optimizer> action) {
        for (int i = 0; i < groups.size(); i++) {
            action.accept(Integer.toString(i), groups.get(i).optimizer());
        }
        action.accept("rest", rest);
    }

    /// Gives the tensors of the parameters of one group.
    private Map<String, Tensor> own(String prefix, Map<String, Tensor> all) {
        Map<String, Tensor> own = new LinkedHashMap<>();
        all.forEach((path, tensor) -> {
            if (group(path).equals(prefix)) {
                own.put(path, tensor);
            }
        });
        return own;
    }

    private String group(String path) {
        for (int i = 0; i < groups.size(); i++) {
            if (groups.get(i).pattern().matches(path)) {
                return Integer.toString(i);
            }
        }
        return "rest";
    }
}
