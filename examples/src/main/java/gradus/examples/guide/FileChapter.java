package gradus.examples.guide;

import gradus.core.type.FormatException;
import gradus.core.type.Key;
import gradus.nn.data.Table;
import gradus.nn.data.samples.SampleSet;
import gradus.nn.network.Networks;
import gradus.nn.train.TableModel;
import gradus.nn.train.Training;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.ZipFile;

/// Chapter 7: from a network to a file and back.
public final class FileChapter {
    private FileChapter() {}

    /// Prints what the chapter shows.
    public static void main(String... args) throws IOException {
        show(System.out, Files.createTempDirectory("gradus"));
    }

    static void show(PrintStream out, Path folder) throws IOException {
        var rows = SampleSet.XOR.rows(100, Key.of(0)).toList();
        var data = Table.of(SampleSet.XOR.columns(), rows).target("signs").split(0.8, 0.2, 0, Key.of(0));
        TableModel model = Training.of(Networks.mlp(8), data).epochs(2).fit().model();
        Path file = folder.resolve("xor.gradus");
        // snippet file
        model.save(file);
        try (var zip = new ZipFile(file.toFile())) {
            zip.stream().forEach(entry -> out.println(entry.getName()));
        }
        // end
        // snippet loaded
        var row = Table.of(SampleSet.XOR.columns(), rows).row(0);
        out.println(TableModel.load(file).predict(row).equals(model.predict(row)));
        // end
        // snippet broken
        byte[] bytes = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(bytes, bytes.length - 100));
        try {
            TableModel.load(file);
        } catch (FormatException e) {
            out.println(e.getMessage().replace(file.toString(), "xor.gradus"));
        }
        // end
    }
}
