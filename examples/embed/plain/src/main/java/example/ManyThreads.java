package example;

import gradus.nn.train.Prediction;
import gradus.nn.train.TableModel;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

/// Asks one model from many threads at once and compares: `java -cp target/plain.jar example.ManyThreads spirals.gradus`.
public final class ManyThreads {
    private static final int ROWS = 500;
    private static final int ROUNDS = 20;

    private ManyThreads() {}

    public static void main(String... args) throws Exception {
        var model = TableModel.load(Path.of(args[0]));
        List<Map<String, String>> rows = IntStream.range(0, ROWS)
                .mapToObj(i -> Map.of("x", String.valueOf(Math.cos(i) * i / ROWS), "y", String.valueOf(Math.sin(i) * i / ROWS)))
                .toList();
        List<Prediction> alone = rows.stream().map(model::predict).toList();
        List<Callable<Boolean>> questions = IntStream.range(0, ROWS * ROUNDS)
                .mapToObj(i -> (Callable<Boolean>)
                        () -> model.predict(rows.get(i % ROWS)).equals(alone.get(i % ROWS)))
                .toList();
        int same = 0;
        try (var threads = Executors.newFixedThreadPool(16)) {
            for (var answer : threads.invokeAll(questions)) {
                same += answer.get() ? 1 : 0;
            }
        }
        System.out.println(same + " of " + questions.size() + " answers from 16 threads are those of one thread");
        if (same != questions.size()) {
            System.exit(1);
        }
    }
}
