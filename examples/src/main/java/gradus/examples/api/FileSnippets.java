package gradus.examples.api;

import gradus.core.tensor.Tensor;
import gradus.core.type.Key;
import gradus.core.type.Literal;
import gradus.core.type.Shape;
import gradus.io.csv.StreamedTable;
import gradus.io.file.AtomicFile;
import gradus.io.idx.IdxReader;
import gradus.io.image.ImageFiles;
import gradus.io.image.ImageFolder;
import gradus.io.image.ImageGrid;
import gradus.io.model.Container;
import gradus.io.npy.Npy;
import gradus.io.npy.Npz;
import gradus.io.pretrained.Pretrained;
import gradus.io.safetensors.Safetensors;
import gradus.io.safetensors.SafetensorsFile;
import gradus.io.tensorboard.EventFile;
import gradus.io.tensorboard.Note;
import gradus.io.tensorboard.TensorBoard;
import gradus.io.text.TextFiles;
import gradus.io.text.TokenizerFile;
import gradus.io.torch.TorchWeights;
import gradus.nn.data.Preprocessing;
import gradus.nn.data.Table;
import gradus.nn.data.image.ImageDataset;
import gradus.nn.data.image.ImageSize;
import gradus.nn.generation.Generation;
import gradus.nn.layer.Layer;
import gradus.nn.network.Networks;
import gradus.nn.train.TextModel;
import gradus.nn.train.Training;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// Snippets of `gradus.io`.
final class FileSnippets {
    private FileSnippets() {}

    /// Runs those that need no files of others.
    static void run(Path folder, Training<Layer, ?> training, PrintStream out) {
        arrays(folder, out);
        tables(folder, out);
        runs(folder, training);
        torch(out);
    }

    private static void arrays(Path folder, PrintStream out) {
        // @start region="Npy"
        Path file = folder.resolve("numbers.npy");
        Npy.write(file, Tensor.of(new float[][] {{1, 2}, {3, 4}}).literal());
        Literal read = Npy.read(file); // of type float32[2, 2]
        // @end
        // @start region="Npz"
        Path archive = folder.resolve("arrays.npz");
        Npz.write(archive, Map.of("x", read));
        Map<String, Literal> arrays = Npz.read(archive);
        // @end
        // @start region="Safetensors"
        Path weightFile = folder.resolve("weights.safetensors");
        Safetensors.write(weightFile, Map.of("layer.weight", read));
        var weights = Safetensors.open(weightFile); // mapped: a tensor is read when it is asked for
        Literal one = weights.tensor("layer.weight");
        // @end
        // @start region="SafetensorsFile"
        byte[] bytes = SafetensorsFile.of(Map.of("layer.weight", one)).toBytes();
        var whole = SafetensorsFile.read(bytes, "what came over the wire");
        // @end
        // @start region="AtomicFile"
        AtomicFile.write(folder.resolve("answer.txt"), "42".getBytes(StandardCharsets.UTF_8)); // whole, or not at all
        // @end
        // @start region="TextFiles"
        String text = TextFiles.read(folder.resolve("answer.txt"));
        // @end
        out.println(arrays.keySet() + " " + whole.tensors().size() + text);
    }

    private static void tables(Path folder, PrintStream out) {
        Path csv = folder.resolve("homes.csv");
        AtomicFile.write(csv, "size,price\n50,100\n60,120\n70,140\n".getBytes(StandardCharsets.UTF_8));
        // @start region="TableReader"
        Table table = Table.read(csv); // by the ending of its name: .csv, .jsonl, .npy …
        // @end
        // @start region="StreamedTable"
        try (var file = StreamedTable.open(csv)) { // the rows stay on the disk
            var preprocessing = Preprocessing.fit(file.sample(10_000, Key.of(1)).target("price"));
            var data = file.dataset(preprocessing);
            out.println(data.size() + " of " + table.rowCount());
        }
        // @end
    }

    private static void runs(Path folder, Training<Layer, ?> training) {
        // @start region="TensorBoard"
        try (var board = TensorBoard.in(folder.resolve("board"))) { // tensorboard --logdir board
            training.listener(board).fit();
        }
        // @end
        // @start region="EventFile"
        try (var events = EventFile.in(folder.resolve("board"))) {
            events.write(1, new Note.Scalar("loss", 0.5));
        }
        // @end
    }

    private static void torch(PrintStream out) {
        // @start region="TorchWeights"
        var network = Networks.of("dense(2)").build(Shape.of(2), 2, Key.of(1));
        var state = Map.of( // TorchWeights.open(file) reads a state dict from safetensors
                "0.weight", Tensor.of(new float[][] {{1, 2}, {3, 4}}).literal(),
                "0.bias", Tensor.of(new float[] {0, 1}).literal());
        var imported = TorchWeights.of(state).into(network);
        out.println(imported.table()); // which parameter took which weights, and what was left
        // @end
    }

    /// Pictures in files.
    static ImageDataset pictures(Path folder) {
        // @start region="ImageFiles"
        var digits = ImageFiles.idx(
                folder.resolve("train-images-idx3-ubyte.gz"), folder.resolve("train-labels-idx1-ubyte.gz"));
        // @end
        // @start region="ImageFolder"
        var animals = ImageFolder.of(folder.resolve("animals"), ImageSize.colour(64, 64))
                .read(); // a folder per class
        // @end
        // @start region="ImageGrid"
        ImageGrid.of(8).add(digits.first(64)).write(folder.resolve("digits.png"));
        // @end
        // @start region="IdxReader"
        Literal raw =
                IdxReader.read(folder.resolve("train-images-idx3-ubyte.gz")).toLiteral();
        // @end
        return raw.count() > 0 ? digits : animals;
    }

    /// Models of others.
    static List<Object> models(Path folder) {
        // @start region="Pretrained"
        if (Pretrained.load(folder.resolve("gpt2")) instanceof Pretrained.Writing(TextModel model)) {
            System.out.println(model.generate("To be", 50, Generation.greedy(), Key.of(0)));
        }
        // @end
        // @start region="TextEncoder"
        Tensor vectors = Tensor.zeros(0, 384);
        if (Pretrained.load(folder.resolve("bert")) instanceof Pretrained.Reading(var encoder)) {
            vectors = encoder.encode(List.of("A cat sat.", "It rained.")).means(); // [2, width]
        }
        // @end
        // @start region="TokenizerFile"
        var tokenizer = TokenizerFile.read(folder.resolve("tokenizer.json"));
        int[] tokens = tokenizer.encode("To be");
        // @end
        // @start region="Container"
        var container = Container.read(folder.resolve("moons.gradus")); // a model file is a zip of named parts
        var names = container.entries().keySet();
        // @end
        return List.of(vectors, tokens.length, names);
    }
}
