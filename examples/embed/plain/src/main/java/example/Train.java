package example;

import gradus.core.type.Key;
import gradus.nn.data.Table;
import gradus.nn.network.Networks;
import gradus.nn.optim.Adam;
import gradus.nn.train.Training;
import java.nio.file.Path;

/// Trains on a table and saves the model: `java -cp target/plain.jar example.Train spirals.csv arm spirals.gradus`.
public final class Train {
    private Train() {}

    public static void main(String... args) {
        var data = Table.readCsv(Path.of(args[0])).target(args[1]).split(0.7, 0.15, 0.15, Key.of(42));
        var run = Training.of(Networks.mlp(32, 32), data)
                .optimizer(Adam.of(0.01))
                .epochs(150)
                .earlyStopping(30)
                .fit();
        System.out.printf("accuracy %.2f%n", run.test().orElseThrow().values().get("accuracy"));
        run.model().save(Path.of(args[2]));
    }
}
