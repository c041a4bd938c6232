package gradus.cli.config;

import static gradus.cli.config.Setting.Form.NUMBER;
import static gradus.cli.config.Setting.Form.PAIRS;
import static gradus.cli.config.Setting.Form.TEXT;
import static gradus.cli.config.Setting.Form.TEXTS;
import static gradus.cli.config.Setting.Form.WHOLE;
import static gradus.cli.config.Setting.Form.WHOLES;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Every key of [TrainConfig], in the order of the tree: the one place that flags, help and documented files come from.
public final class Settings {
    private static final String LIBRARY = "the library's choice for tables";
    private static final String FOUND = "found out from the file";

    private static final List<Setting> ALL = List.of(
            of(
                    "data.file",
                    TEXT,
                    "--images",
                    "none",
                    "data.csv",
                    "a table as text, a text, an IDX file of images, or a folder of images"),
            of("data.target", TEXT, "--target", "none", "y", "the column of a table to predict"),
            of(
                    "data.task",
                    TEXT,
                    "--task",
                    "found out from the target",
                    "classification",
                    "regression, classification, or language-model for a text"),
            of(
                    "data.columns.types",
                    PAIRS,
                    "--type",
                    "found out from the values",
                    "{age: number}",
                    "what columns are: number, category, boolean, date, text, identifier or ignored"),
            of("data.columns.ignore", TEXTS, "--ignore", "none", "[name]", "columns that are left out"),
            of(
                    "data.columns.oneHotLimit",
                    WHOLE,
                    "",
                    "16",
                    "16",
                    "up to so many categories become one feature each, more are embedded"),
            of("data.format.separator", TEXT, "--separator", FOUND, "\",\"", "the character between fields, or tab"),
            of(
                    "data.format.header",
                    TEXT,
                    "--header",
                    FOUND,
                    "present",
                    "whether the first line names columns: present or absent"),
            of(
                    "data.format.comment",
                    TEXT,
                    "--comment",
                    "#",
                    "\"#\"",
                    "the character that starts a comment line, or none"),
            of("data.format.quote", TEXT, "--quote", "\"", "'\"'", "the character around fields that hold separators"),
            of(
                    "data.format.missing",
                    TEXTS,
                    "--missing",
                    "NA, N/A, #N/A, NaN, null, ?",
                    "[NA, \"?\"]",
                    "texts that mean \"no value\"; an empty field always does"),
            of("data.format.decimal", TEXT, "--decimal", FOUND, "point", "the decimal sign: point or comma"),
            of(
                    "data.format.encoding",
                    TEXT,
                    "--encoding",
                    "UTF-8 or by byte-order mark",
                    "UTF-8",
                    "the encoding of the files"),
            of(
                    "data.image.labels",
                    TEXT,
                    "--labels",
                    "none",
                    "labels.gz",
                    "the IDX file of labels that belongs to the file of images"),
            of(
                    "data.image.size",
                    TEXT,
                    "--image-size",
                    "64x64x3",
                    "32x32x3",
                    "height x width x channels that pictures of a folder are brought to"),
            of(
                    "data.split.validation",
                    NUMBER,
                    "--validation",
                    "0.15; 0 for an ensemble, whose members judge the rows that they did not learn from",
                    "0.15",
                    "the share of rows that decide which epoch is best; 0 for none"),
            of(
                    "data.split.test",
                    NUMBER,
                    "--test-fraction",
                    "0",
                    "0.15",
                    "the share of rows that are measured at the end only"),
            of(
                    "data.split.validationFile",
                    TEXT,
                    "--validation-file",
                    "none",
                    "validation.csv",
                    "a table of its own for validation"),
            of("data.split.testFile", TEXT, "--test-file", "none", "test.csv", "a table of its own for the test"),
            of(
                    "network.words",
                    TEXT,
                    "--network",
                    LIBRARY,
                    "\"dense(64) relu dropout(.1) dense(classes)\"",
                    "the network in words; instead of all below but members"),
            of("network.context", WHOLE, "--context", "64", "128", "characters that a language model sees at once"),
            of(
                    "network.members",
                    WHOLE,
                    "--members",
                    LIBRARY,
                    "8",
                    "how many networks answer together, each learning from other rows; 1 for a single one"),
            of(
                    "network.hidden",
                    WHOLES,
                    "--hidden",
                    LIBRARY,
                    "[64, 32]",
                    "sizes of hidden layers; [] or none for a linear model"),
            of(
                    "network.activation",
                    TEXT,
                    "--activation",
                    LIBRARY,
                    "relu",
                    "the function of hidden layers: relu, tanh, gelu, silu, …"),
            of(
                    "network.dropout",
                    NUMBER,
                    "--dropout",
                    LIBRARY,
                    "0.1",
                    "the share of hidden values dropped in each step"),
            of(
                    "network.normalization",
                    TEXT,
                    "--normalization",
                    LIBRARY,
                    "batch",
                    "none, batch or layer, before the activation"),
            of(
                    "training.seed",
                    WHOLE,
                    "--seed",
                    "0",
                    "0",
                    "the source of all that is random: split, first weights, order, dropout"),
            of("training.epochs", WHOLE, "--epochs", LIBRARY, "100", "the most passes over the training rows"),
            of("training.batchSize", WHOLE, "--batch-size", LIBRARY, "32", "rows per step"),
            of(
                    "training.prefetch",
                    WHOLE,
                    "--prefetch",
                    "0",
                    "2",
                    "batches read ahead on another thread; changes no number"),
            of(
                    "training.optimizer.name",
                    TEXT,
                    "--optimizer",
                    LIBRARY,
                    "adam",
                    "sgd, momentum, nesterov, rmsprop, adagrad, adadelta, adam, adamax, nadam, adamw, lamb, lion or muon"),
            of(
                    "training.optimizer.learningRate",
                    NUMBER,
                    "--learning-rate",
                    "that of the optimizer",
                    "0.001",
                    "the size of steps"),
            of(
                    "training.optimizer.momentum",
                    NUMBER,
                    "--momentum",
                    "0.9",
                    "0.9",
                    "how much of the last step stays (momentum, nesterov)"),
            of(
                    "training.optimizer.weightDecay",
                    NUMBER,
                    "--weight-decay",
                    "that of the optimizer",
                    "0.01",
                    "a pull of weights to zero"),
            of(
                    "training.optimizer.clipNorm",
                    NUMBER,
                    "--clip-norm",
                    "none",
                    "1",
                    "shortens all gradients together to this norm"),
            of(
                    "training.optimizer.clipValue",
                    NUMBER,
                    "--clip-value",
                    "none",
                    "1",
                    "moves each gradient into ± this value"),
            of(
                    "training.optimizer.schedule.shape",
                    TEXT,
                    "--schedule",
                    LIBRARY,
                    "cosine",
                    "the learning rate over time: constant, linear, step, exponential, cosine or one-cycle"),
            of(
                    "training.optimizer.schedule.warmUp",
                    WHOLE,
                    "--warm-up",
                    "0",
                    "100",
                    "steps in which the rate rises from near 0"),
            of(
                    "training.optimizer.schedule.every",
                    WHOLE,
                    "",
                    "10",
                    "10",
                    "epochs between two reductions (step, exponential)"),
            of(
                    "training.optimizer.schedule.factor",
                    NUMBER,
                    "",
                    "0.5",
                    "0.5",
                    "what each reduction multiplies by (step, exponential)"),
            of(
                    "training.optimizer.schedule.end",
                    NUMBER,
                    "",
                    "0",
                    "0",
                    "the last rate as a share of the first (linear, cosine)"),
            of(
                    "training.optimizer.schedule.plateau.patience",
                    WHOLE,
                    "",
                    "no such rule",
                    "10",
                    "epochs without a better validation loss, after which the rate is lowered"),
            of(
                    "training.optimizer.schedule.plateau.factor",
                    NUMBER,
                    "",
                    "0.1",
                    "0.1",
                    "what the rate is then multiplied by"),
            of("training.stopping.steps", WHOLE, "--steps", "no limit", "10000", "the most steps"),
            of(
                    "training.stopping.patience",
                    WHOLE,
                    "--patience",
                    LIBRARY,
                    "20",
                    "epochs without a better validation loss; 0 for no limit"),
            of(
                    "training.stopping.leastImprovement",
                    NUMBER,
                    "",
                    "0",
                    "0.0001",
                    "by how much a loss must be smaller to count as better"),
            of(
                    "training.stopping.lossBelow",
                    NUMBER,
                    "",
                    "no limit",
                    "0.01",
                    "ends when the training loss is below this"),
            of(
                    "training.stopping.change.below",
                    NUMBER,
                    "",
                    "no limit",
                    "0.000001",
                    "ends when the loss changes by less than this"),
            of("training.stopping.change.epochs", WHOLE, "", "5", "5", "for so many epochs in a row"),
            of(
                    "training.stopping.gradientBelow",
                    NUMBER,
                    "",
                    "no limit",
                    "0.001",
                    "ends when the norm of all gradients is below this"),
            of(
                    "training.stopping.stepBelow",
                    NUMBER,
                    "",
                    "no limit",
                    "0.000001",
                    "ends when the norm of a step is below this"),
            of("training.penalty.l1", NUMBER, "--l1", "0", "0.0001", "λ of the penalty λ Σ|w|"),
            of("training.penalty.l2", NUMBER, "--l2", "0", "0.0001", "λ of the penalty ½λ Σw²"),
            of(
                    "device.backend",
                    TEXT,
                    "--backend",
                    "the best that is installed",
                    "cpu",
                    "what it runs on: cpu or reference"),
            of(
                    "device.threads",
                    WHOLE,
                    "--threads",
                    "one for each core",
                    "2",
                    "threads; the result is the same for any number"),
            of("output.model", TEXT, "--out", "NAME.gradus in the working directory", "model.gradus", "the model file"),
            of(
                    "output.runDirectory",
                    TEXT,
                    "--run-dir",
                    "the next free runs/NAME-N",
                    "runs/first",
                    "the folder of the run: state, events, config"),
            of("output.checkpointSeconds", NUMBER, "", "5", "5", "the least time between two checkpoints"));

    private Settings() {}

    private static Setting of(
            String path, Setting.Form form, String flag, String fallback, String example, String meaning) {
        return new Setting(path, form, flag.isEmpty() ? List.of() : List.of(flag), fallback, example, meaning);
    }

    /// Gives all keys.
    public static List<Setting> all() {
        return ALL;
    }

    /// Gives the keys of a section and its subsections.
    public static List<Setting> under(String section) {
        return ALL.stream()
                .filter(setting -> setting.path().startsWith(section + "."))
                .toList();
    }

    /// Gives the sections, each behind the one it lies in.
    static List<String> sections() {
        List<String> sections = new ArrayList<>();
        for (Setting setting : ALL) {
            String path = setting.section();
            for (int dot = path.indexOf('.'); dot > 0; dot = path.indexOf('.', dot + 1)) {
                add(path.substring(0, dot), sections);
            }
            add(path, sections);
        }
        return sections;
    }

    private static void add(String section, List<String> sections) {
        if (!sections.contains(section)) {
            sections.add(section);
        }
    }

    /// Gives the keys by every flag that means them: short ones, and `--` with the path.
    public static Map<String, Setting> byFlag() {
        Map<String, Setting> byFlag = new LinkedHashMap<>();
        for (Setting setting : ALL) {
            setting.flags().forEach(flag -> byFlag.put(flag, setting));
            byFlag.put("--" + setting.path(), setting);
        }
        return byFlag;
    }
}
