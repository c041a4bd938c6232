package example;

import gradus.core.spi.Backends;
import gradus.nn.train.TableModel;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/// Answers a row: `java -jar target/plain.jar spirals.gradus x=0.17 y=0.55`.
public final class Predict {
    private Predict() {}

    public static void main(String... args) {
        System.err.println("computes by: " + Backends.standard().description()); // once is enough
        var model = TableModel.load(Path.of(args[0]));
        Map<String, String> row = new LinkedHashMap<>();
        for (int i = 1; i < args.length; i++) {
            String[] cell = args[i].split("=", 2);
            row.put(cell[0], cell[1]);
        }
        System.out.println(model.predict(row).text());
    }
}
