package gradus.nn.train;

import gradus.core.spi.Backend;
import gradus.core.type.Key;
import gradus.core.type.Literal;
import gradus.nn.data.CrossFit;
import gradus.nn.data.Dataset;
import gradus.nn.data.FeatureSplit;
import gradus.nn.data.Loader;
import gradus.nn.data.Prefetcher;
import gradus.nn.data.TableSplit;
import gradus.nn.data.image.ImageSplit;
import gradus.nn.data.series.SeriesSplit;
import gradus.nn.data.series.Windows;
import gradus.nn.data.text.TextSplit;
import gradus.nn.data.text.Tokenizer;
import gradus.nn.layer.Architecture;
import gradus.nn.layer.Layer;
import gradus.nn.loss.Loss;
import gradus.nn.loss.Penalty;
import gradus.nn.optim.Adam;
import gradus.nn.optim.Optimizer;
import gradus.nn.optim.PathPattern;
import gradus.nn.optim.Plateau;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/// The front door of training: say what is different from the defaults, then [#fit()].
///
/// Each method gives a changed copy; nothing happens before `fit`. The result is a pure function of network, data and
/// settings: the number of threads and of batches read ahead change no bit.
///
/// {@snippet file="TrainingSnippets.java" region="Training"}
/// @param <L> the type of the network
/// @param <R> what comes of it: a [Run] or, for tables, a [TableRun]
public final class Training<L, R> {
    /// The epochs of a training that says nothing.
    public static final int DEFAULT_EPOCHS = 10;

    /// The samples per update of a training that says nothing.
    public static final int DEFAULT_BATCH = 32;

    private static final double DEFAULT_RATE = 1e-3;

    private final Subject<L, R> subject;
    final Recipe<L> recipe;
    final Surroundings surroundings;
    private final Optional<Plateau> plateau;

    /// What is trained: how it begins and what becomes of the result.
    ///
    /// @param network makes the network from the key of its first numbers
    /// @param finish makes the result from the run and the settings in words
    record Subject<L, R>(Function<Key, L> network, Finish<L, R> finish) {}

    /// Makes the result.
    @FunctionalInterface
    interface Finish<L, R> {
        R of(Run<L> run, Map<String, String> settings, Surroundings surroundings);
    }

    Training(Subject<L, R> subject, Recipe<L> recipe, Surroundings surroundings, Optional<Plateau> plateau) {
        this.subject = subject;
        this.recipe = recipe;
        this.surroundings = surroundings;
        this.plateau = plateau;
    }

    /// Trains a network on samples of features and target: Adam at 10⁻³, batches of 32, 10 epochs, shuffled,
    /// seed 0.
    ///
    /// @param network the network with its first numbers
    /// @param data the training samples
    /// @param loss what is made small
    public static <L extends Layer> Training<L, Run<L>> of(L network, Dataset data, Loss loss) {
        return of(network, data, Goal.of(loss));
    }

    /// Trains a network for any goal, whatever it takes and gives; the defaults are the same.
    ///
    /// @param network a record tree with its first numbers
    /// @param data the training samples
    /// @param goal how the network is asked and judged
    public static <L> Training<L, Run<L>> of(L network, Dataset data, Goal<? super L> goal) {
        return of(new Subject<>(_ -> network, (run, _, _) -> run), data, goal);
    }

    /// Trains a network of the architecture on a table; the defaults are those of [TableTraining].
    public static Training<Layer, TableRun> of(Architecture architecture, TableSplit data) {
        return TableTraining.of(architecture, data);
    }

    /// Trains a network of the architecture to name what images show: cross-entropy, Adam at 10⁻³, batches of
    /// 64, 12 epochs, ended early by the validation images where there are any.
    public static Training<Layer, TrainedModel<ImageModel>> of(Architecture architecture, ImageSplit data) {
        return ImageTraining.of(architecture, data);
    }

    /// As with a tokenizer, but each character of the training text is a token ([TextSplit#characters()]).
    public static Training<Layer, TrainedModel<TextModel>> of(Architecture architecture, TextSplit data, int context) {
        return of(architecture, data, data.characters(), context);
    }

    /// Trains a network of the architecture to say which token of a text comes next: cross-entropy, AdamW at 10⁻³,
    /// batches of 32 windows, 10 epochs, ended early by the validation text. The model keeps the tokenizer.
    ///
    /// @param context how many tokens the network sees at once
    /// @throws gradus.core.type.FormatException if a part of the text is too short or holds what has no token
    public static Training<Layer, TrainedModel<TextModel>> of(
            Architecture architecture, TextSplit data, Tokenizer tokenizer, int context) {
        return TextTraining.of(architecture, data, tokenizer, context);
    }

    /// Trains a network of the architecture to say how series go on: mean squared error of the standardised
    /// numbers, Adam at 10⁻³, batches of 32 windows, 20 epochs or more for short series, ended early by the
    /// validation part. The network sees a window less its last values and gives the change from them.
    ///
    /// @param windows how many times the network sees, how many it forecasts, and which channels
    public static Training<Layer, TrainedModel<SeriesModel>> of(
            Architecture architecture, SeriesSplit data, Windows windows) {
        return SeriesTraining.of(architecture, data, windows);
    }

    /// Trains an autoencoder of rows: squared errors of standardised numbers and cross-entropies of categories;
    /// sizes as for a table with a number to predict, ended early by the validation rows where there are any.
    public static Training<Layer, TrainedModel<ReconstructionModel>> of(Autoencoder plan, FeatureSplit data) {
        return ReconstructionTraining.of(plan, data);
    }

    /// Trains an autoencoder of pictures, whose classes do not count: binary cross-entropy, Adam at 10⁻³,
    /// batches of 64, 20 epochs, ended early by the validation images where there are any.
    public static Training<Layer, TrainedModel<ReconstructionModel>> of(Autoencoder plan, ImageSplit data) {
        return ReconstructionTraining.of(plan, data);
    }

    static <L, R> Training<L, R> of(Subject<L, R> subject, Dataset data, Goal<? super L> goal) {
        Loader loader = new Loader(data, Math.min(DEFAULT_BATCH, data.size()), Loader.Order.SHUFFLED, Key.of(0));
        return new Training<>(
                subject,
                new Recipe<>(goal, Penalty.none(), Adam.of(DEFAULT_RATE), Stopping.afterEpochs(DEFAULT_EPOCHS)),
                Surroundings.of(loader),
                Optional.empty());
    }

    private Training<L, R> with(Recipe<L> changed) {
        return new Training<>(subject, changed, surroundings, plateau);
    }

    private Training<L, R> with(Surroundings changed) {
        return new Training<>(subject, recipe, changed, plateau);
    }

    private Training<L, R> with(Loader loader) {
        Surroundings s = surroundings;
        return with(new Surroundings(loader, s.prefetch(), s.validation(), s.scorer(), s.hooks(), s.backend()));
    }

    private Training<L, R> with(Surroundings.Hooks hooks) {
        Surroundings s = surroundings;
        return with(new Surroundings(s.loader(), s.prefetch(), s.validation(), s.scorer(), hooks, s.backend()));
    }

    /// Chooses how gradients become updates. Default [Adam] at 10⁻³.
    public Training<L, R> optimizer(Optimizer optimizer) {
        return with(recipe.with(recipe.updates().with(optimizer)));
    }

    /// Adds a price of large weights. Default none.
    public Training<L, R> penalty(Penalty penalty) {
        return with(new Recipe<>(recipe.goal(), penalty, recipe.updates(), recipe.stopping()));
    }

    /// Sets all rules that end training.
    public Training<L, R> stopping(Stopping stopping) {
        return with(new Recipe<>(recipe.goal(), recipe.penalty(), recipe.updates(), stopping));
    }

    /// Sets the most epochs. Default 10.
    public Training<L, R> epochs(int epochs) {
        return stopping(recipe.stopping().withEpochs(epochs));
    }

    /// Sets the most updates. Default no limit.
    public Training<L, R> steps(long steps) {
        return stopping(recipe.stopping().withSteps(steps));
    }

    /// Ends after so many epochs in a row without a better decisive number ([Scorer#decisive], the training
    /// loss without validation data); the best weights are kept.
    public Training<L, R> earlyStopping(int patience) {
        return stopping(recipe.stopping().withPatience(patience));
    }

    /// Lowers the rate when the decisive loss stands still. Default never.
    public Training<L, R> plateau(Plateau rule) {
        return new Training<>(subject, recipe, surroundings, Optional.of(rule));
    }

    /// Sets the samples per update. Default 32, at most all.
    public Training<L, R> batchSize(int size) {
        Loader l = surroundings.loader();
        return with(new Loader(l.dataset(), size, l.order(), l.lastBatch(), l.key()));
    }

    /// Sets the most samples that are computed at once. A larger batch is computed in parts whose gradients are
    /// added up, weighted by what counts in each, so that one update is the same as that of the whole batch but
    /// for rounding; it needs the memory of a part. Default: the whole batch at once.
    ///
    /// What a layer draws (dropout) or measures of a batch (batch normalisation), it draws and measures for
    /// each part.
    ///
    /// @throws IllegalArgumentException if it is not positive, or the samples have folds ([CrossFit]): members
    ///     count other samples each
    public Training<L, R> microBatch(int samples) {
        if (samples < 1) {
            throw new IllegalArgumentException("micro-batch: there must be at least 1 sample, got " + samples);
        }
        if (surroundings.loader().dataset() instanceof CrossFit) {
            throw new IllegalArgumentException("micro-batch: samples with folds are computed as whole batches, for each"
                    + " member counts other samples; set a smaller batch size, or train a"
                    + " single network or one with validation samples");
        }
        return with(recipe.with(recipe.updates().with(samples)));
    }

    /// Keeps parameters as they are: those whose path fits the pattern, such as `encoder.**` or, for all but a
    /// head, `!head.**` ([PathPattern]). Each call adds one. Frozen parameters have no part in clipping by norm
    /// and no optimizer state, and nothing is computed for gradients by them.
    ///
    /// Running statistics that fit stay as well, and such a layer normalises by them, as in a prediction;
    /// `encoder.**.weight` leaves them moving, `**.norm.mean` keeps them alone.
    ///
    /// @throws IllegalArgumentException at [#fit()], if a pattern fits no path or nothing is left to move
    public Training<L, R> freeze(String pattern) {
        List<PathPattern> frozen = new ArrayList<>(recipe.updates().frozen());
        frozen.add(new PathPattern(pattern));
        return with(recipe.with(recipe.updates().with(frozen)));
    }

    /// Chooses what happens when an update would not be finite. Default [NonFinite#RAISE].
    public Training<L, R> nonFinite(NonFinite policy) {
        return with(recipe.with(recipe.updates().with(policy)));
    }

    /// Chooses the order of samples. Default [Loader.Order#SHUFFLED].
    public Training<L, R> order(Loader.Order order) {
        Loader l = surroundings.loader();
        return with(new Loader(l.dataset(), l.batchSize(), order, l.lastBatch(), l.key()));
    }

    /// Sets the source of all that is random: order, dropout, augmentation. Default `Key.of(0)`.
    public Training<L, R> key(Key key) {
        Loader l = surroundings.loader();
        Loader keyed = new Loader(dealt(l.dataset(), key), l.batchSize(), l.order(), l.lastBatch(), key);
        Optional<Dataset> judges = surroundings.validation().map(data -> dealt(data, key));
        Surroundings s = surroundings;
        return with(new Surroundings(keyed, s.prefetch(), judges, s.scorer(), s.hooks(), s.backend()));
    }

    /// Who is in which fold is random, too.
    private static Dataset dealt(Dataset data, Key key) {
        return data instanceof CrossFit folds ? folds.dealtBy(key.fold("folds")) : data;
    }

    /// Says what becomes of the last batch of an epoch where it is smaller. Default [Loader.LastBatch#KEEP].
    public Training<L, R> lastBatch(Loader.LastBatch lastBatch) {
        Loader l = surroundings.loader();
        return with(new Loader(l.dataset(), l.batchSize(), l.order(), lastBatch, l.key()));
    }

    /// Sets the seed of all that is random; the same as `key(Key.of(seed))`.
    public Training<L, R> seed(long seed) {
        return key(Key.of(seed));
    }

    /// Measures these samples after every epoch; [Scorer#decisive] says which epoch is best.
    public Training<L, R> validation(Dataset data, Scorer scorer) {
        Surroundings s = surroundings;
        return with(new Surroundings(s.loader(), s.prefetch(), Optional.of(data), scorer, s.hooks(), s.backend()));
    }

    /// Measures these samples after every epoch; [Scorer#decisive] says which epoch is best.
    public Training<L, R> validation(Dataset data) {
        return validation(data, Scorer.none());
    }

    /// Reads so many batches ahead on another thread; 0 reads each when it is needed. Default 0. It changes no
    /// number.
    public Training<L, R> prefetch(int batches) {
        return prefetch(batches, 1);
    }

    /// Reads so many batches ahead on several threads, for samples that cost much, such as images to decode or
    /// to augment; 0 reads each when it is needed. It changes no number.
    public Training<L, R> prefetch(int batches, int threads) {
        if (batches < 0 || batches > Prefetcher.MOST_AHEAD || threads < 1 || threads > Prefetcher.MOST_THREADS) {
            throw new IllegalArgumentException("prefetch: the number of batches must lie between 0 and "
                    + Prefetcher.MOST_AHEAD + " and that of threads between 1 and " + Prefetcher.MOST_THREADS + ", got "
                    + batches + " and " + threads);
        }
        Surroundings s = surroundings;
        Surroundings.ReadAhead ahead = new Surroundings.ReadAhead(batches, threads);
        return with(new Surroundings(s.loader(), ahead, s.validation(), s.scorer(), s.hooks(), s.backend()));
    }

    /// Adds someone who hears the news.
    public Training<L, R> listener(TrainListener listener) {
        Surroundings.Hooks h = surroundings.hooks();
        return with(new Surroundings.Hooks(h.listener().then(listener), h.interrupted(), h.checkpoints()));
    }

    /// Asks after every step whether to end; the state can be continued. An interrupt of the thread that trains
    /// has the same effect, with or without this.
    public Training<L, R> until(BooleanSupplier interrupted) {
        Surroundings.Hooks h = surroundings.hooks();
        return with(new Surroundings.Hooks(h.listener(), interrupted, h.checkpoints()));
    }

    /// Keeps states while training. Default none.
    public Training<L, R> checkpoints(Checkpoints checkpoints) {
        Surroundings.Hooks h = surroundings.hooks();
        return with(new Surroundings.Hooks(h.listener(), h.interrupted(), Optional.of(checkpoints)));
    }

    /// Chooses what it runs on. Default [gradus.core.spi.Backends#standard()].
    public Training<L, R> backend(Backend backend) {
        Surroundings s = surroundings;
        return with(new Surroundings(s.loader(), s.prefetch(), s.validation(), s.scorer(), s.hooks(), backend));
    }

    /// Trains from the beginning.
    ///
    /// @throws gradus.core.type.DivergedException if a number stops being finite
    public R fit() {
        return resume(start());
    }

    /// Goes on from a state as if training had never stopped: the result has the same bits.
    ///
    /// A state at which a rule of [Stopping] holds is at its end; to go on from there, change the rule.
    ///
    /// @throws gradus.core.type.FormatException if the state is not one of this network, optimizer and batch
    ///     size
    /// @throws gradus.core.type.DivergedException if a number stops being finite
    public R resume(TrainState state) {
        L network = network();
        state.requireFit(start(), surroundings.loader());
        Trainer.Result result = new Trainer<>(network, recipe, surroundings, state).train();
        boolean keepsBest =
                surroundings.validation().isPresent() || recipe.stopping().patience() != Stopping.NEVER;
        boolean hasBest = result.state().progress().watch().bestEpoch() > 0;
        Weights chosen = keepsBest && hasBest ? result.state().best() : result.judged();
        return subject.finish()
                .of(new Run<>(chosen.into(network), result.state(), result.reason()), settings(), surroundings);
    }

    /// Gives how gradients become updates.
    public Optimizer optimizer() {
        return recipe.optimizer();
    }

    /// Gives the rules that end training.
    public Stopping stopping() {
        return recipe.stopping();
    }

    /// Gives the samples per update.
    public int batchSize() {
        return surroundings.loader().batchSize();
    }

    /// Says whether samples that are not learned from decide which epoch is best.
    public boolean isJudged() {
        return surroundings.validation().isPresent();
    }

    /// Gives the settings in words by name, as a model keeps them.
    public Map<String, String> settings() {
        return SettingWords.of(recipe, surroundings, plateau);
    }

    /// Gives the network with the numbers that training begins with.
    public L network() {
        return subject.network().apply(surroundings.loader().key().fold("network"));
    }

    /// Gives the state before the first update.
    public TrainState start() {
        L network = network();
        Weights weights = Weights.of(network);
        Updates updates = recipe.updates();
        updates.requireFit(weights.parameters().keySet(), weights.statistics().keySet());
        Map<String, Literal> optimizer = TracedStep.init(network, updates.optimizer(), updates.frozen());
        return new TrainState(weights, optimizer, weights, Progress.start(Watch.start(plateau.map(Plateau::start))));
    }
}
