package gradus.cli;

import gradus.core.graph.Build;
import gradus.core.graph.Graph;
import gradus.core.spi.Backends;
import gradus.core.tensor.Program;
import gradus.core.tensor.Tensor;
import gradus.core.type.Literal;
import gradus.core.type.Shape;
import gradus.core.type.TensorType;
import gradus.io.file.FileProblem;
import gradus.nn.layer.Context;
import gradus.nn.train.Model;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/// What a model costs: bytes of its file, time of an answer.
final class ModelCost {
    private static final int ASKED = 201;

    private ModelCost() {}

    /// The size of a model file.
    ///
    /// @param plain its bytes
    /// @param packed its bytes by gzip
    record Bytes(long plain, long packed) {}

    /// Gives the bytes of the file that a model is kept in.
    static Bytes bytes(Model model) {
        Path file = Path.of("");
        try {
            file = Files.createTempFile("gradus", ".gradus");
            model.save(file);
            return new Bytes(Files.size(file), packed(file));
        } catch (IOException e) {
            throw FileProblem.writing(file, e);
        } finally {
            remove(file);
        }
    }

    private static void remove(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw FileProblem.writing(file, e);
        }
    }

    private static long packed(Path file) throws IOException {
        long[] count = {0};
        try (OutputStream packing = new GZIPOutputStream(new OutputStream() {
            @Override
            public void write(int one) {
                count[0]++;
            }

            @Override
            public void write(byte[] bytes, int offset, int length) {
                count[0] += length;
            }
        })) {
            Files.copy(file, packing);
        }
        return count[0];
    }

    /// Gives the median time of one sample through the network of each model, in microseconds; they take turns.
    static double[] micros(List<Model> models) {
        List<Program> programs = models.stream().map(ModelCost::program).toList();
        long[][] nanos = new long[models.size()][ASKED];
        for (int i = -ASKED; i < ASKED; i++) {
            for (int m = 0; m < nanos.length; m++) {
                List<Literal> sample = List.of(Literal.zeros(TensorType.float32()
                        .with(Shape.of(1).append(models.get(m).sample()))));
                long begun = System.nanoTime();
                List<Literal> answer = programs.get(m).call(sample);
                if (i >= 0 && !answer.isEmpty()) {
                    nanos[m][i] = System.nanoTime() - begun;
                }
            }
        }
        return Arrays.stream(nanos)
                .mapToDouble(times -> {
                    Arrays.sort(times);
                    return times[ASKED / 2] / 1e3;
                })
                .toArray();
    }

    private static Program program(Model model) {
        Tensor sample = Tensor.of(
                Build.input("sample", TensorType.float32().with(Shape.of(1).append(model.sample()))));
        Tensor result = model.network().forward(sample, Context.inference());
        return Program.of(new Graph(List.of(sample.node()), List.of(result.node())), Backends.standard());
    }
}
