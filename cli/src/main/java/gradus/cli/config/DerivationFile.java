package gradus.cli.config;

import gradus.explain.derivation.Claim;
import gradus.explain.derivation.Conventions;
import gradus.explain.derivation.Cost;
import gradus.explain.derivation.Dense;
import gradus.explain.derivation.Derivation;
import gradus.explain.derivation.Derivation.Parameter;
import gradus.explain.derivation.Derivation.Parameter.Kind;
import gradus.explain.derivation.Matrix;
import gradus.explain.derivation.Numeral;
import gradus.explain.derivation.Subject.Moved;
import gradus.nn.activation.Activation;
import gradus.nn.optim.Optimizer;
import gradus.nn.optim.Sgd;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A file with a training step to derive by hand, and the numbers that a person derived.
///
/// @param derivation the step
/// @param claims the numbers, in the order of the file
public record DerivationFile(Derivation derivation, List<Claim> claims) {
    private static final Pattern FROZEN = Pattern.compile("([WwBb])(\\d+)|layer (\\d+)|(weights|biases)");

    /// Copies the list.
    public DerivationFile {
        claims = List.copyOf(claims);
    }

    /// Reads a file.
    ///
    /// @throws gradus.core.type.FormatException if it cannot be read
    /// @throws IllegalArgumentException naming what is missing, unknown or does not fit
    public static DerivationFile of(Path file) {
        return of(DerivationNode.of(file));
    }

    /// Reads a worked example that Gradus brings along.
    ///
    /// @param name its name, such as `b`
    /// @throws IllegalArgumentException if there is none
    public static DerivationFile example(String name) {
        String file = "derivations/example-" + name.toLowerCase(Locale.ROOT) + ".yaml";
        try (InputStream in = name.matches("\\w+") ? DerivationFile.class.getResourceAsStream(file) : null) {
            if (in == null) {
                throw new IllegalArgumentException(
                        "example: there is none called '" + name + "', there are a, b and c");
            }
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return of(DerivationNode.of("example " + name, text));
        } catch (IOException e) {
            throw new UncheckedIOException("example " + name + ": it cannot be read", e);
        }
    }

    private static DerivationFile of(DerivationNode root) {
        root.requireKeys(
                "network",
                "conventions",
                "sample",
                "samples",
                "target",
                "targets",
                "loss",
                "learningRate",
                "optimizer",
                "frozen",
                "names",
                "derived",
                "outputLayerOnly");
        return root.located(() -> read(root));
    }

    private static DerivationFile read(DerivationNode root) {
        Conventions conventions = conventions(root.at("conventions"));
        List<List<Numeral>> samples = rows(root, "sample", "samples");
        List<Dense> layers = layers(root.at("network"), conventions, samples);
        Derivation derivation = new Derivation(
                layers,
                conventions,
                matrix(shaped(samples, layers.getFirst().inputs())),
                matrix(shaped(rows(root, "target", "targets"), layers.getLast().units())),
                Cost.named(root.required("loss").text()),
                optimizer(root),
                frozen(root.at("frozen"), layers));
        Map<String, String> names = new LinkedHashMap<>();
        root.at("names").entries().forEach((name, meaning) -> names.put(name, meaning.text()));
        List<Claim> claims = new ArrayList<>();
        root.at("derived")
                .entries()
                .forEach((symbol, numbers) -> claims.add(claim(symbol, names, numbers, Moved.ALL, derivation)));
        root.at("outputLayerOnly")
                .entries()
                .forEach(
                        (symbol, numbers) -> claims.add(claim(symbol, names, numbers, Moved.OUTPUT_LAYER, derivation)));
        return new DerivationFile(derivation, claims);
    }

    private static Claim claim(
            String symbol, Map<String, String> names, DerivationNode numbers, Moved moved, Derivation derivation) {
        return Claim.read(renamed(symbol, names), numbers.rows(), moved, derivation);
    }

    /// A person's own names, such as w5, stand for symbols.
    private static String renamed(String symbol, Map<String, String> names) {
        String found = symbol;
        for (Map.Entry<String, String> name : names.entrySet()) {
            String sought = "(?<![A-Za-z0-9])" + Pattern.quote(name.getKey()) + "(?![0-9])|(?<=[d∂])"
                    + Pattern.quote(name.getKey()) + "(?![0-9])";
            boolean isNew = found.matches(".*" + Pattern.quote(name.getKey()) + "(['′+]|_?new)");
            String meaning = name.getValue();
            int bracket = meaning.indexOf('[');
            if (isNew && bracket > 0 && found.replaceAll("(['′+]|_?new)$", "").equals(name.getKey())) {
                return meaning.substring(0, bracket) + "'" + meaning.substring(bracket);
            }
            found = found.replaceAll(sought, Matcher.quoteReplacement(meaning));
        }
        return found;
    }

    private static Conventions conventions(DerivationNode node) {
        node.requireKeys("weights", "delta");
        Conventions usual = Conventions.defaults();
        Conventions.Weights weights = node.has("weights")
                ? switch (simple(node.required("weights").text())) {
                    case "rowsperoutput", "wab" -> Conventions.Weights.ROWS_PER_OUTPUT;
                    case "rowsperinput", "awb" -> Conventions.Weights.ROWS_PER_INPUT;
                    default ->
                        throw node.required("weights")
                                .problem("it is “rows per output” (as in W a + b) or “rows per input” (as in a W + b)");
                }
                : usual.weights();
        Conventions.Signal signal = node.has("delta")
                ? switch (node.required("delta")
                        .text()
                        .replaceAll("\\s", "")
                        .replace('∂', 'd')
                        .replace('−', '-')) {
                    case "dC/dz" -> Conventions.Signal.GRADIENT;
                    case "-dC/dz" -> Conventions.Signal.DESCENT;
                    default ->
                        throw node.required("delta").problem("it is dC/dz, or -dC/dz where δ comes from e = y − a");
                }
                : usual.signal();
        return new Conventions(weights, signal);
    }

    private static String simple(String text) {
        return text.toLowerCase(Locale.ROOT).replaceAll("[^a-z]", "");
    }

    private static List<List<Numeral>> rows(DerivationNode root, String one, String several) {
        if (root.has(one) == root.has(several)) {
            throw root.problem("there must be one of " + one + " and " + several);
        }
        return root.has(one)
                ? root.required(one).rows()
                : root.required(several).rows();
    }

    /// A list of numbers is one sample, unless a sample is one number.
    private static List<List<Numeral>> shaped(List<List<Numeral>> rows, int width) {
        boolean isList = rows.size() == 1 && rows.getFirst().size() > 1 && width == 1;
        return isList ? rows.getFirst().stream().map(List::of).toList() : rows;
    }

    private static Matrix matrix(List<List<Numeral>> rows) {
        return Matrix.of(rows.stream()
                .map(row -> row.stream().map(Numeral::value).toList())
                .toList());
    }

    private static List<Dense> layers(DerivationNode node, Conventions conventions, List<List<Numeral>> samples) {
        node.requireKeys("layers");
        List<Dense> layers = new ArrayList<>();
        int width = samples.getFirst().size();
        for (DerivationNode layer : node.required("layers").elements()) {
            layer.requireKeys("weights", "bias", "activation");
            Matrix weight = weight(layer.required("weights").rows(), conventions, width);
            Optional<Matrix> bias = layer.has("bias")
                    ? Optional.of(Matrix.of(List.of(layer.required("bias").rows().stream()
                            .flatMap(List::stream)
                            .map(Numeral::value)
                            .toList())))
                    : Optional.empty();
            Activation activation = layer.has("activation")
                    ? Activation.named(layer.required("activation").text())
                    : Activation.IDENTITY;
            layers.add(new Dense(weight, bias, activation));
            width = weight.columns();
        }
        return layers;
    }

    /// A list of weights belongs to one unit, or to one input.
    private static Matrix weight(List<List<Numeral>> rows, Conventions conventions, int inputs) {
        Matrix written = matrix(rows);
        if (written.rows() == 1 && written.columns() > 1) {
            return inputs == written.columns() ? written.transpose() : written;
        }
        return conventions.weights() == Conventions.Weights.ROWS_PER_OUTPUT ? written.transpose() : written;
    }

    private static Optimizer optimizer(DerivationNode root) {
        DerivationNode node = root.at("optimizer");
        node.requireKeys("name", "learningRate", "momentum");
        if (root.has("learningRate") == node.has("learningRate")) {
            throw root.problem("the learning rate must stand once, as learningRate or within optimizer");
        }
        double rate = (root.has("learningRate") ? root : node)
                .required("learningRate")
                .number();
        if (!(rate > 0)) {
            throw root.problem("learningRate: it must be above 0, got " + rate);
        }
        if (!node.has("name")) {
            return Sgd.of(rate);
        }
        String name = node.required("name").text().toUpperCase(Locale.ROOT);
        for (OptimizerConfig.Kind kind : OptimizerConfig.Kind.values()) {
            if (kind.name().equals(name)) {
                return kind.at(
                        rate, node.has("momentum") ? node.required("momentum").number() : 0.9);
            }
        }
        throw node.required("name")
                .problem("there are "
                        + String.join(
                                ", ",
                                List.of(OptimizerConfig.Kind.values()).stream()
                                        .map(kind -> kind.name().toLowerCase(Locale.ROOT))
                                        .toList()));
    }

    private static Set<Parameter> frozen(DerivationNode node, List<Dense> layers) {
        Set<Parameter> frozen = new LinkedHashSet<>();
        for (DerivationNode each : node.elements()) {
            Matcher matcher = FROZEN.matcher(each.text());
            if (!matcher.matches()) {
                throw each.problem("frozen are W1, b1, weights, biases or layer 1, got '" + each.text() + "'");
            }
            if (matcher.group(1) != null) {
                Kind kind = matcher.group(1).equalsIgnoreCase("w") ? Kind.WEIGHT : Kind.BIAS;
                frozen.add(new Parameter(kind, Integer.parseInt(matcher.group(2))));
            } else if (matcher.group(3) != null) {
                frozen.add(new Parameter(Kind.WEIGHT, Integer.parseInt(matcher.group(3))));
                frozen.add(new Parameter(Kind.BIAS, Integer.parseInt(matcher.group(3))));
            } else {
                Kind kind = matcher.group(4).equals("weights") ? Kind.WEIGHT : Kind.BIAS;
                for (int l = 1; l <= layers.size(); l++) {
                    frozen.add(new Parameter(kind, l));
                }
            }
        }
        return frozen;
    }
}
