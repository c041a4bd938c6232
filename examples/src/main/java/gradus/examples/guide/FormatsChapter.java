package gradus.examples.guide;

import gradus.core.type.Key;
import gradus.core.type.Literal;
import gradus.core.type.Shape;
import gradus.io.npy.Npy;
import gradus.io.npy.Npz;
import gradus.io.pretrained.Pretrained;
import gradus.io.pretrained.TextEncoder;
import gradus.io.safetensors.Safetensors;
import gradus.io.torch.Imported;
import gradus.io.torch.TorchWeights;
import gradus.nn.data.Table;
import gradus.nn.generation.Generation;
import gradus.nn.layer.Layer;
import gradus.nn.network.Networks;
import gradus.nn.train.TextModel;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Chapter 19: what others write.
public final class FormatsChapter {
    private FormatsChapter() {}

    /// Prints what the chapter shows.
    public static void main(String... args) throws IOException {
        Path root = Path.of(System.getProperty("gradus.root", "."));
        show(System.out, Files.createTempDirectory("gradus"), root.resolve("golden/pretrained"));
    }

    /// Prints what the chapter shows.
    ///
    /// @param folder for files that are written
    /// @param models where folders of trained models lie
    static void show(PrintStream out, Path folder, Path models) throws IOException {
        tables(out, folder);
        weights(out, folder);
        pretrained(out, models.resolve("gpt2"), models.resolve("bert"));
    }

    private static void tables(PrintStream out, Path folder) throws IOException {
        // snippet lines
        Path lines = folder.resolve("flowers.jsonl");
        Files.writeString(lines, """
                {"size": {"petal": 1.4, "sepal": 5.1}, "kind": "setosa"}
                {"size": {"petal": 4.7}, "kind": "versicolor"}
                """);
        Table table = Table.read(lines);
        out.println(table.columnNames() + " " + table.cells("size.sepal"));
        // end
        // snippet npz
        Path pair = folder.resolve("pair.npz");
        Literal x = Literal.of(new float[] {1, 2, 3, 4, 5, 6}, 3, 2);
        Npz.write(pair, new TreeMap<>(Map.of("x", x, "y", Literal.of(new long[] {0, 1, 0}, 3))));
        out.println(Npz.read(pair).get("x").type() + " " + Table.read(pair).columnNames());

        Path one = folder.resolve("x.npy");
        Npy.write(one, x);
        out.println(Npy.read(one).equals(x));
        // end
    }

    private static void weights(PrintStream out, Path folder) {
        // snippet safetensors
        Path file = folder.resolve("mlp.safetensors");
        Safetensors.write(
                file,
                Map.of(
                        "fc1.weight", Literal.of(new float[] {1, 2, 3, 4, 5, 6}, 3, 2),
                        "fc1.bias", Literal.of(new float[3], 3),
                        "fc2.weight", Literal.of(new float[] {1, 0, -1}, 1, 3),
                        "fc2.bias", Literal.of(new float[] {0.5f}, 1)));
        Safetensors tensors = Safetensors.open(file);
        out.println(tensors.names() + " " + tensors.type("fc1.weight"));
        // end
        // snippet torch
        Layer network = Networks.of("dense(3) relu dense(outputs)").build(Shape.of(2), 1, Key.of(0));
        Imported<Layer> imported = TorchWeights.open(file).into(network, Shape.of(2));
        out.print(imported.table());
        // end
    }

    private static void pretrained(PrintStream out, Path gpt2, Path bert) {
        // snippet pretrained
        if (Pretrained.load(gpt2) instanceof Pretrained.Writing(TextModel model)) {
            out.println(
                    model.generate("the mat", 5, Generation.greedy(), Key.of(0)).length() + " characters");
        }
        if (Pretrained.load(bert) instanceof Pretrained.Reading(TextEncoder encoder)) {
            TextEncoder.States states = encoder.encode(List.of("the cats", "sat on the mat"));
            out.println(states.lengths() + " " + states.means().shape());
        }
        // end
    }
}
