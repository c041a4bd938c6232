package gradus.cli.config;

import static gradus.cli.config.Setting.Form.NUMBER;
import static gradus.cli.config.Setting.Form.NUMBERS;
import static gradus.cli.config.Setting.Form.TEXT;
import static gradus.cli.config.Setting.Form.TEXTS;
import static gradus.cli.config.Setting.Form.WHOLE;
import static gradus.cli.config.Setting.setting;
import static gradus.cli.config.Settings.LIBRARY;

import java.util.List;

/// The keys of [TrainingConfig], a part of [Settings].
final class TrainingSettings {
    static final List<Setting> ALL = List.of(
            setting(
                    "training.seed",
                    WHOLE,
                    "--seed",
                    "0",
                    "0",
                    "the source of all that is random: split, first weights, order, dropout"),
            setting("training.epochs", WHOLE, "--epochs", LIBRARY, "100", "the most passes over the training data"),
            setting(
                    "training.batchSize",
                    WHOLE,
                    "--batch-size",
                    LIBRARY,
                    "32",
                    "samples per step: rows, images or windows"),
            setting(
                    "training.batches.micro",
                    WHOLE,
                    "--micro-batch",
                    "the whole batch",
                    "8",
                    "the most rows computed at once; an update is that of the whole batch, in less memory"),
            setting(
                    "training.batches.last",
                    TEXT,
                    "--last-batch",
                    "keep",
                    "drop",
                    "the last batch of an epoch where it is smaller: keep or drop"),
            setting(
                    "training.batches.prefetch",
                    WHOLE,
                    "--prefetch",
                    "0",
                    "2",
                    "batches read ahead on other threads; changes no number"),
            setting(
                    "training.batches.prefetchThreads",
                    WHOLE,
                    "--prefetch-threads",
                    "1",
                    "2",
                    "threads that read batches ahead; changes no number"),
            setting(
                    "training.optimizer.name",
                    TEXT,
                    "--optimizer",
                    LIBRARY,
                    "adam",
                    "sgd, momentum, nesterov, rmsprop, adagrad, adadelta, adam, amsgrad, adamax, nadam, adamw, lamb, lion or muon"),
            setting(
                    "training.optimizer.learningRate",
                    NUMBER,
                    "--learning-rate",
                    "that of the optimizer",
                    "0.001",
                    "the size of steps"),
            setting(
                    "training.optimizer.momentum",
                    NUMBER,
                    "--momentum",
                    "0.9",
                    "0.9",
                    "how much of the last step stays (momentum, nesterov)"),
            setting(
                    "training.optimizer.weightDecay",
                    NUMBER,
                    "--weight-decay",
                    "that of the optimizer",
                    "0.01",
                    "a pull of weights to zero"),
            setting(
                    "training.optimizer.clip.norm",
                    NUMBER,
                    "--clip-norm",
                    "none",
                    "1",
                    "shortens all gradients together to this norm"),
            setting(
                    "training.optimizer.clip.eachNorm",
                    NUMBER,
                    "--clip-each-norm",
                    "none",
                    "1",
                    "shortens the gradient of each parameter by itself to this norm"),
            setting(
                    "training.optimizer.clip.value",
                    NUMBER,
                    "--clip-value",
                    "none",
                    "1",
                    "moves each element of a gradient into ± this value"),
            setting(
                    "training.optimizer.update.average",
                    NUMBER,
                    "--weight-average",
                    "none",
                    "0.999",
                    "keeps a running average of the weights and answers by it: how much of the old one stays"),
            setting(
                    "training.optimizer.update.freeze",
                    TEXTS,
                    "--freeze",
                    "none",
                    "[\"**.bias\"]",
                    "patterns of the paths of parameters and running statistics that stay as they are, such as"
                            + " layers.0.** or !layers.4.** for all others"),
            setting(
                    "training.optimizer.update.adapter",
                    TEXT,
                    "--adapter",
                    "none",
                    "\"rank=8, scale=16, layers=**.weight\"",
                    "with a model to begin with: only low-rank adapters of its matrices learn, and a new head; scale is the"
                            + " rank and layers are all where nothing is said"),
            setting(
                    "training.optimizer.update.rates",
                    NUMBERS,
                    "--rate",
                    "the same rate for all",
                    "{layers.4.**: 10}",
                    "what the learning rate is multiplied by for parameters by the pattern of their paths"),
            setting(
                    "training.optimizer.update.layerDecay",
                    NUMBER,
                    "--layer-decay",
                    "the same rate for all",
                    "0.8",
                    "what the learning rate is multiplied by from each layer to the one before it"),
            setting(
                    "training.optimizer.update.nonFinite",
                    TEXT,
                    "--non-finite",
                    "raise",
                    "skip",
                    "when an update would not be finite: raise ends training, skip leaves the update out"),
            setting(
                    "training.optimizer.schedule.shape",
                    TEXT,
                    "--schedule",
                    LIBRARY,
                    "cosine",
                    "the learning rate over time: constant, linear, step, exponential, cosine or one-cycle"),
            setting(
                    "training.optimizer.schedule.warmUp",
                    WHOLE,
                    "--warm-up",
                    "0",
                    "100",
                    "steps in which the rate rises from near 0"),
            setting(
                    "training.optimizer.schedule.every",
                    WHOLE,
                    "",
                    "10",
                    "10",
                    "epochs between two reductions (step, exponential)"),
            setting(
                    "training.optimizer.schedule.factor",
                    NUMBER,
                    "",
                    "0.5",
                    "0.5",
                    "what each reduction multiplies by (step, exponential)"),
            setting(
                    "training.optimizer.schedule.end",
                    NUMBER,
                    "",
                    "0",
                    "0",
                    "the last rate as a share of the first (linear, cosine)"),
            setting(
                    "training.optimizer.schedule.plateau.patience",
                    WHOLE,
                    "",
                    "no such rule",
                    "10",
                    "epochs without a better validation loss, after which the rate is lowered"),
            setting(
                    "training.optimizer.schedule.plateau.factor",
                    NUMBER,
                    "",
                    "0.1",
                    "0.1",
                    "what the rate is then multiplied by"),
            setting("training.stopping.steps", WHOLE, "--steps", "no limit", "10000", "the most steps"),
            setting(
                    "training.stopping.patience",
                    WHOLE,
                    "--patience",
                    LIBRARY,
                    "20",
                    "epochs without a better validation loss; 0 for no limit"),
            setting(
                    "training.stopping.leastImprovement",
                    NUMBER,
                    "",
                    "0",
                    "0.0001",
                    "by how much a loss must be smaller to count as better"),
            setting(
                    "training.stopping.lossBelow",
                    NUMBER,
                    "",
                    "no limit",
                    "0.01",
                    "ends when the training loss is below this"),
            setting(
                    "training.stopping.change.below",
                    NUMBER,
                    "",
                    "no limit",
                    "0.000001",
                    "ends when the loss changes by less than this"),
            setting("training.stopping.change.epochs", WHOLE, "", "5", "5", "for so many epochs in a row"),
            setting(
                    "training.stopping.gradientBelow",
                    NUMBER,
                    "",
                    "no limit",
                    "0.001",
                    "ends when the norm of all gradients is below this"),
            setting(
                    "training.stopping.stepBelow",
                    NUMBER,
                    "",
                    "no limit",
                    "0.000001",
                    "ends when the norm of a step is below this"),
            setting("training.penalty.l1", NUMBER, "--l1", "0", "0.0001", "λ of the penalty λ Σ|w|"),
            setting("training.penalty.l2", NUMBER, "--l2", "0", "0.0001", "λ of the penalty ½λ Σw²"));

    private TrainingSettings() {}
}
