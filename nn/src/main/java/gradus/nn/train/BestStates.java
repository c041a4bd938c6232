package gradus.nn.train;

import gradus.core.type.FormatException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Keeps the states of the best epochs of a run as files, `epoch-12.gradus`, so many and no more.
///
/// A new file is there whole before the worst one goes, so there is never one less. The files are the list: a run that
/// goes on takes up those that are there, and removes those of epochs that it will do anew.
///
/// {@snippet file="CourseSnippets.java" region="BestStates"}
public final class BestStates implements TrainListener {
    private static final Pattern NAME = Pattern.compile("epoch-(\\d{1,9})\\.gradus");

    private static final Pattern LARGER_IS_BETTER =
            Pattern.compile("accuracy|^r[²2]$|\\bf1\\b|precision|recall|\\bauc\\b");

    private final Path folder;
    private final int most;
    private final Rank rank;
    private final Consumer<String> told;
    private final List<Kept> kept = new ArrayList<>();
    private Supplier<TrainState> state = () -> {
        throw new IllegalStateException("training tells that it has started before anything else");
    };

    /// Which values are better.
    public enum Better {
        /// Those of losses and errors.
        SMALLER,
        /// Those of shares of right answers.
        LARGER
    }

    /// By what epochs are ranked.
    ///
    /// @param measure a measure of the validation; empty: the decisive number of [EpochReport]
    /// @param better which of its values are better
    public record Rank(String measure, Better better) {
        /// Ranks by the number that decides which epoch is best.
        public static Rank decisive() {
            return new Rank("", Better.SMALLER);
        }

        /// Ranks by a measure of the validation: of accuracy, precision, recall, F1, areas under curves and
        /// R² the larger values are better, else the smaller.
        public static Rank of(String measure) {
            String name = measure.toLowerCase(Locale.ROOT);
            return new Rank(measure, LARGER_IS_BETTER.matcher(name).find() ? Better.LARGER : Better.SMALLER);
        }

        /// Gives this rank with other values as the better ones.
        public Rank with(Better other) {
            return new Rank(measure, other);
        }

        /// Gives a number for an epoch, the smaller the better.
        ///
        /// @throws IllegalArgumentException if the epoch was not measured so
        double cost(EpochReport report) {
            Map<String, Double> measured = report.validation();
            Double value = measure.isEmpty() ? Double.valueOf(report.decisive()) : measured.get(measure);
            if (value == null) {
                throw new IllegalArgumentException("best epochs: they are ranked by a measure of the validation, but "
                        + measure + " is none; there "
                        + (measured.isEmpty() ? "is no validation" : "are " + String.join(", ", measured.keySet())));
            }
            return better == Better.LARGER ? -value : value;
        }
    }

    private record Kept(Path file, int epoch, double cost) {}

    private BestStates(Path folder, int most, Rank rank, Consumer<String> told) {
        if (most < 1) {
            throw new IllegalArgumentException("best epochs: at least 1 must be kept, got " + most);
        }
        this.folder = folder;
        this.most = most;
        this.rank = rank;
        this.told = told;
    }

    /// Gives a listener that keeps the best epochs.
    ///
    /// @param folder where the files lie; it is made if it is not there
    /// @param most how many
    /// @param rank by what they are the best
    /// @param told hears of a file that cannot be written or removed; training goes on
    public static BestStates in(Path folder, int most, Rank rank, Consumer<String> told) {
        return new BestStates(folder, most, rank, told);
    }

    @Override
    public void on(TrainEvent event) {
        switch (event) {
            case TrainEvent.Started started -> {
                state = started.state();
                guarded(this::takeUp);
            }
            case TrainEvent.EpochDone done -> {
                double cost = rank.cost(done.report());
                guarded(() -> consider(done.report().epoch(), cost));
            }
            case TrainEvent.StepDone _,
                    TrainEvent.Evaluated _,
                    TrainEvent.Saved _,
                    TrainEvent.Diverged _,
                    TrainEvent.Finished _ -> {}
        }
    }

    @FunctionalInterface
    private interface FileWork {
        void run() throws IOException;
    }

    private void guarded(FileWork work) {
        try {
            work.run();
        } catch (IOException | UncheckedIOException e) {
            told.accept("the best epochs may not all be kept: " + e.getMessage());
        }
    }

    private void takeUp() throws IOException {
        Files.createDirectories(folder);
        int done = state.get().progress().epoch();
        kept.clear();
        List<Path> files;
        try (Stream<Path> listed = Files.list(folder)) {
            files = listed.toList();
        }
        for (Path file : files) {
            Matcher name = NAME.matcher(String.valueOf(file.getFileName()));
            if (name.matches()) {
                int epoch = Integer.parseInt(name.group(1));
                if (epoch > done) {
                    Files.delete(file);
                } else {
                    takeUp(file, epoch);
                }
            }
        }
        keepMost();
    }

    /// The last epoch that a state knows is its own.
    private void takeUp(Path file, int epoch) {
        try {
            List<EpochReport> history =
                    ModelFormat.installed().loadState(file).progress().history();
            kept.add(new Kept(file, epoch, rank.cost(history.getLast())));
        } catch (FormatException e) {
            told.accept(file + " is left as it is: " + e.getMessage());
        }
    }

    private void consider(int epoch, double cost) throws IOException {
        boolean room = kept.size() < most;
        if (Double.isNaN(cost) || !(room || cost < kept.getLast().cost())) {
            return;
        }
        Path file = folder.resolve("epoch-" + epoch + ".gradus");
        ModelFormat.installed().save(state.get(), file);
        kept.add(new Kept(file, epoch, cost));
        keepMost();
    }

    /// Of equals the earlier one is better.
    private void keepMost() throws IOException {
        kept.sort(Comparator.comparingDouble(Kept::cost).thenComparingInt(Kept::epoch));
        while (kept.size() > most) {
            Files.deleteIfExists(kept.removeLast().file());
        }
    }
}
