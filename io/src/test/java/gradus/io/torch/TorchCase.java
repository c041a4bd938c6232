package gradus.io.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import gradus.core.tensor.Tensor;
import gradus.core.type.Literal;
import gradus.io.safetensors.SafetensorsFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/// What PyTorch computed for one layer, operation or small training: a file of `golden/torch`, which
/// `tools/golden/torch_golden.py` writes.
record TorchCase(String kind, JsonNode config, Map<String, Literal> tensors) {
    private static final double TOLERANCE = 1e-9;

    /// Gives the cases of a kind.
    static List<Named<TorchCase>> ofKind(String... kinds) {
        return all().stream()
                .filter(named -> List.of(kinds).contains(named.getPayload().kind()))
                .toList();
    }

    static List<Named<TorchCase>> all() {
        Path folder = Path.of(System.getProperty("gradus.root", "..")).resolve("golden/torch");
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().map(TorchCase::read).toList();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static Named<TorchCase> read(Path path) {
        SafetensorsFile file = SafetensorsFile.read(path);
        JsonNode config = new ObjectMapper().readTree(file.metadata().get("config"));
        String name = path.getFileName().toString().replace(".safetensors", "");
        return Named.of(name, new TorchCase(file.metadata().get("kind"), config, file.tensors()));
    }

    boolean has(String name) {
        return tensors.containsKey(name);
    }

    Tensor tensor(String name) {
        return Tensor.of(Optional.ofNullable(tensors.get(name)).orElseThrow(() -> new AssertionError("no " + name)));
    }

    int number(String name) {
        return config.get(name).asInt();
    }

    String text(String name) {
        return config.get(name).asString();
    }

    /// Gives all tensors whose name begins with a prefix, without it, in the order of their names.
    Map<String, Tensor> under(String prefix) {
        Map<String, Tensor> found = new TreeMap<>();
        tensors.forEach((name, literal) -> {
            if (name.startsWith(prefix)) {
                found.put(name.substring(prefix.length()), Tensor.of(literal));
            }
        });
        return new LinkedHashMap<>(found);
    }

    static void close(String what, Tensor actual, Tensor expected) {
        assertThat(actual.shape()).as("shape of %s", what).isEqualTo(expected.shape());
        double[] got = actual.toDoubles();
        double[] want = expected.toDoubles();
        for (int i = 0; i < want.length; i++) {
            assertThat(got[i])
                    .as("element %d of %s", i, what)
                    .isCloseTo(want[i], within(TOLERANCE * Math.max(1, Math.abs(want[i]))));
        }
    }

    @Override
    public String toString() {
        return kind + " " + config;
    }
}
