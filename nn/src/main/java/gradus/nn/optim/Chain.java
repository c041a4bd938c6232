package gradus.nn.optim;

import gradus.core.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Rules one after another; made by [GradientTransform#chain].
///
/// {@snippet file="OptimizerSnippets.java" region="GradientTransform"}
///
/// @param rules the rules, the first of which sees the gradients
public record Chain(List<GradientTransform> rules) implements GradientTransform {
    public Chain {
        rules = List.copyOf(rules);
        if (rules.isEmpty()) {
            throw new IllegalArgumentException("chain: at least one rule is needed, got none");
        }
    }

    @Override
    public Map<String, Tensor> init(Map<String, Tensor> parameters) {
        Map<String, Tensor> all = new LinkedHashMap<>();
        for (int i = 0; i < rules.size(); i++) {
            addPrefixed(Integer.toString(i), rules.get(i).init(parameters), all);
        }
        return all;
    }

    @Override
    public Map<String, Double> scalars(long step) {
        Map<String, Double> all = new LinkedHashMap<>();
        for (int i = 0; i < rules.size(); i++) {
            addPrefixed(Integer.toString(i), rules.get(i).scalars(step), all);
        }
        return all;
    }

    @Override
    public Update update(
            Map<String, Tensor> gradients,
            Map<String, Tensor> state,
            Map<String, Tensor> parameters,
            Map<String, Tensor> scalars) {
        Map<String, Tensor> flowing = gradients;
        Map<String, Tensor> next = new LinkedHashMap<>();
        for (int i = 0; i < rules.size(); i++) {
            Update update = rules.get(i)
                    .update(flowing, part(Integer.toString(i), state), parameters, part(Integer.toString(i), scalars));
            addPrefixed(Integer.toString(i), update.state(), next);
            flowing = update.updates();
        }
        return new Update(flowing, next);
    }

    static <T> void addPrefixed(String rule, Map<String, T> part, Map<String, T> all) {
        part.forEach((name, value) -> all.put(rule + "." + name, value));
    }

    static Map<String, Tensor> part(String rule, Map<String, Tensor> all) {
        String prefix = rule + ".";
        Map<String, Tensor> part = new LinkedHashMap<>();
        all.forEach((name, value) -> {
            if (name.startsWith(prefix)) {
                part.put(name.substring(prefix.length()), value);
            }
        });
        return part;
    }
}
