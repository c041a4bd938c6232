package gradus.examples.guide;

import gradus.core.type.Key;
import gradus.nn.data.Loader;
import gradus.nn.data.Preprocessing;
import gradus.nn.data.Row;
import gradus.nn.data.Table;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/// Chapter 1: from the cells of a table to numbers.
public final class Datum {
    private Datum() {}

    /// Prints what the chapter shows.
    public static void main(String... args) {
        show(System.out);
    }

    static void show(PrintStream out) {
        // snippet rows
        var table = Table.of(
                List.of("id", "size", "colour", "ripe"),
                List.of(
                        List.of("p1", "10", "red", "yes"),
                        List.of("p2", "", "green", "no"),
                        List.of("p3", "30", "red", "yes"),
                        List.of("p4", "20", "green", "no"),
                        List.of("p5", "40", "blue", "yes"),
                        List.of("p6", "20", "green", "no")));
        for (var column : table.profile().columns()) {
            out.println(column.name() + ": " + column.type() + ", " + column.reason());
        }
        // end
        // snippet features
        var preprocessing = Preprocessing.fit(table.target("ripe"));
        out.println(preprocessing.featureNames());
        float[] features = new float[preprocessing.width()];
        preprocessing.encode(Row.of(Map.of("size", "20", "colour", "green")), features, 0);
        // end
        out.println(Arrays.toString(features));
        // snippet order
        var loader = new Loader(preprocessing.dataset(table), 4, Loader.Order.SHUFFLED, Key.of(42));
        int first = loader.sample(0, 0); // epoch 0, position 0: a function of the key, not of what was read before
        // end
        out.println(first);
    }
}
