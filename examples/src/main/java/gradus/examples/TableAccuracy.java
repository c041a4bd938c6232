package gradus.examples;

import gradus.core.tensor.Tensor;
import gradus.nn.data.EncodedTable;
import gradus.nn.data.Table;
import gradus.nn.data.TableSplit;
import gradus.nn.exact.LeastSquares;
import gradus.nn.layer.Layer;
import gradus.nn.metric.Regression;
import gradus.nn.network.Networks;
import gradus.nn.train.TableRun;
import gradus.nn.train.Training;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.function.ToDoubleFunction;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/// Trains public tables with nothing but the target named and measures rows that took no part, each beside a floor.
///
/// Row i of a table, counted from 0, is a test row where `i mod 5 = 4`; a table with a test file of its own keeps that
/// one. The rest are the defaults at seed 0, as in `gradus train TRAINING-ROWS --target TARGET --data.split.testFile
/// TEST-ROWS`. `make accuracy` runs it; it ends with 1 if a floor is missed.
public final class TableAccuracy {
    private static final int EVERY = 5;
    private static final double NANOS = 1e9;

    private static final List<Subject> SUBJECTS = List.of(
            new Subject("iris", "iris/iris.csv", "species", Floor.accuracy(0.93)),
            new Subject("penguins", "penguins/penguins.csv", "species", Floor.accuracy(0.98)),
            new Subject("wine", "wine/wine.data", "c1", Floor.accuracy(0.97)),
            new Subject("breast-cancer", "breast-cancer/wdbc.data", "c2", Floor.accuracy(0.97)),
            new Subject("titanic", "titanic/titanic.csv", "Survived", Floor.accuracy(0.79)),
            new Subject("digits", "digits/optdigits.tra.csv", "Class", Floor.accuracy(0.965))
                    .testedOn("digits/optdigits.tes.csv"),
            new Subject("wine-quality-red", "wine-quality/winequality-red.csv", "quality", Floor.accuracy(0.62)),
            new Subject("auto-mpg", "auto-mpg/mpg.csv", "mpg", Floor.error(2.95)),
            new Subject("diabetes", "diabetes/diabetes.tab.txt", "Y", Floor.leastSquares()));

    private TableAccuracy() {}

    /// A table to train on.
    ///
    /// @param name how it is called
    /// @param file its place in the folder of data
    /// @param testFile the place of its test rows, if they are a file of their own
    /// @param target the column to predict
    /// @param floor what has to be reached
    record Subject(String name, String file, Optional<String> testFile, String target, Floor floor) {
        Subject(String name, String file, String target, Floor floor) {
            this(name, file, Optional.empty(), target, floor);
        }

        Subject testedOn(String other) {
            return new Subject(name, file, Optional.of(other), target, floor);
        }

        /// Gives the training rows, no validation rows and the test rows.
        TableSplit split(Path folder) {
            Table whole = Table.readCsv(folder.resolve(file));
            Table train = testFile.isPresent() ? whole : rows(whole, row -> row % EVERY != EVERY - 1);
            Table test = testFile.map(other -> Table.readCsv(folder.resolve(other)))
                    .orElseGet(() -> rows(whole, row -> row % EVERY == EVERY - 1));
            return TableSplit.of(train.target(target), whole.rows(), test);
        }

        private static Table rows(Table table, IntPredicate rule) {
            return table.rows(IntStream.range(0, table.rowCount()).filter(rule).toArray());
        }
    }

    /// On which side of a number a metric has to lie.
    enum Side {
        /// No smaller than the number.
        AT_LEAST("≥"),
        /// No larger than the number.
        AT_MOST("≤");

        private final String sign;

        Side(String sign) {
            this.sign = sign;
        }
    }

    /// What has to be reached on the test rows.
    ///
    /// @param metric the name of the metric
    /// @param side on which side of the number it has to lie
    /// @param value gives the number
    record Floor(String metric, Side side, ToDoubleFunction<TableSplit> value) {
        static Floor accuracy(double least) {
            return new Floor("accuracy", Side.AT_LEAST, _ -> least);
        }

        static Floor error(double most) {
            return new Floor("rmse", Side.AT_MOST, _ -> most);
        }

        /// R² of the linear model with the exact least squares of the training rows.
        static Floor leastSquares() {
            return new Floor("r2", Side.AT_LEAST, TableAccuracy::linearRSquared);
        }
    }

    /// What was reached.
    ///
    /// @param name the table
    /// @param floor what had to be reached
    /// @param value the number of the floor
    /// @param reached the metric on the test rows
    /// @param seconds the time of reading, training and measuring
    record Result(String name, Floor floor, double value, double reached, double seconds) {
        boolean holds() {
            return switch (floor.side()) {
                case AT_LEAST -> reached >= value;
                case AT_MOST -> reached <= value;
            };
        }

        /// Gives the row of the table.
        String row() {
            return String.format(
                    Locale.ROOT,
                    "| %s | %s | %.4f | %s %.4f%s | %.0f |",
                    name,
                    floor.metric(),
                    reached,
                    floor.side().sign,
                    value,
                    holds() ? "" : " **missed**",
                    seconds);
        }
    }

    /// Trains on the tables named, or on all.
    ///
    /// @param arguments the folder of data, then names of tables
    public static void main(String... arguments) {
        if (arguments.length == 0) {
            System.err.println("TableAccuracy: the folder of data must be named, got none; for instance make accuracy"
                    + " DATA=../shared/data");
            System.exit(2);
        }
        List<String> names = List.of(arguments).subList(1, arguments.length);
        List<String> known = SUBJECTS.stream().map(Subject::name).toList();
        if (!known.containsAll(names)) {
            System.err.println("TableAccuracy: a table must be one of " + String.join(", ", known) + ", got "
                    + String.join(", ", names));
            System.exit(2);
        }
        List<Subject> chosen = SUBJECTS.stream()
                .filter(subject -> names.isEmpty() || names.contains(subject.name()))
                .toList();
        System.exit(run(chosen, Path.of(arguments[0]), training -> training, System.out));
    }

    /// Prints a row for each subject.
    ///
    /// @param budget what differs from the defaults
    /// @return 0 if every floor holds, else 1
    static int run(
            List<Subject> subjects, Path folder, UnaryOperator<Training<Layer, TableRun>> budget, PrintStream out) {
        out.println("| data | metric | reached | floor | seconds |");
        out.println("|---|---|---|---|---|");
        int status = subjects.isEmpty() ? 1 : 0;
        for (Subject subject : subjects) {
            Result result = measured(subject, folder, budget);
            out.println(result.row());
            status = result.holds() ? status : 1;
        }
        return status;
    }

    private static Result measured(Subject subject, Path folder, UnaryOperator<Training<Layer, TableRun>> budget) {
        long start = System.nanoTime();
        TableSplit split = subject.split(folder);
        Training<Layer, TableRun> training =
                Training.of(Networks.table(split.task()), split).seed(0);
        var values = budget.apply(training).fit().test().orElseThrow().values();
        double seconds = (System.nanoTime() - start) / NANOS;
        Floor floor = subject.floor();
        return new Result(
                subject.name(),
                floor,
                floor.value().applyAsDouble(split),
                values.getOrDefault(floor.metric(), Double.NaN),
                seconds);
    }

    /// Gives R² on the test rows of the linear model that fits the training rows best.
    static double linearRSquared(TableSplit split) {
        LeastSquares.Solution fit = LeastSquares.solve(
                design(split, split.train().table()),
                Tensor.of(numbers(split, split.train().table())));
        double[] weights =
                fit.coefficients().stream().mapToDouble(Double::doubleValue).toArray();
        Tensor answers = design(split, split.test()).matmul(Tensor.of(weights).reshape(weights.length, 1));
        return Regression.rSquared(numbers(split, split.test()), answers.toDoubles());
    }

    /// The features as the network sees them, and a column of ones.
    private static Tensor design(TableSplit split, Table rows) {
        EncodedTable encoded = split.preprocessing().encode(rows);
        int width = encoded.width();
        double[] design = new double[rows.rowCount() * (width + 1)];
        for (int row = 0; row < rows.rowCount(); row++) {
            for (int feature = 0; feature < width; feature++) {
                design[row * (width + 1) + feature] = encoded.features()[row * width + feature];
            }
            design[row * (width + 1) + width] = 1;
        }
        return Tensor.of(design).reshape(rows.rowCount(), width + 1);
    }

    private static double[] numbers(TableSplit split, Table rows) {
        return rows.cells(split.train().target()).stream()
                .mapToDouble(cell -> Double.parseDouble(cell.orElseThrow()))
                .toArray();
    }
}
