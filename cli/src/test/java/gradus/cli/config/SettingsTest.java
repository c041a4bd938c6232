package gradus.cli.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gradus.nn.optim.Adam;
import gradus.nn.optim.ClipGlobalNorm;
import gradus.nn.optim.ClipNorm;
import gradus.nn.optim.ClipValue;
import gradus.nn.optim.Optimizer;
import gradus.nn.optim.WeightAverage;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class SettingsTest {
    @TempDir
    private Path folder;

    private static void leaves(String path, Class<?> type, List<String> into) {
        for (RecordComponent component : type.getRecordComponents()) {
            String name = path + component.getName();
            if (component.getType().isRecord()) {
                leaves(name + ".", component.getType(), into);
            } else {
                into.add(name);
            }
        }
    }

    static List<Setting> all() {
        return Settings.all();
    }

    /// Keys that mean nothing alone, and what they go with.
    private static final Map<String, Map<String, String>> COMPANY = Map.of(
            "output.keepBy", Map.of("output.keepBest", "3"),
            "output.keepMode", Map.of("output.keepBest", "3", "output.keepBy", "accuracy"),
            "training.optimizer.momentum", Map.of("training.optimizer.name", "nesterov"),
            "training.batches.prefetchThreads", Map.of("training.batches.prefetch", "2"),
            "training.optimizer.schedule.every", Map.of("training.optimizer.schedule.shape", "step"),
            "training.optimizer.schedule.factor", Map.of("training.optimizer.schedule.shape", "exponential"),
            "training.optimizer.schedule.end", Map.of("training.optimizer.schedule.shape", "cosine"),
            "training.optimizer.schedule.plateau.factor", Map.of("training.optimizer.schedule.plateau.patience", "3"),
            "training.stopping.change.epochs", Map.of("training.stopping.change.below", "0.1"));

    private ConfigReader read(String text) throws IOException {
        return ConfigReader.of(Files.writeString(folder.resolve("train.yaml"), text));
    }

    @Test
    void the_settings_are_the_leaves_of_the_tree_and_no_flag_means_two() {
        List<String> leaves = new ArrayList<>();
        leaves("", TrainConfig.class, leaves);
        assertThat(Settings.all()).extracting(Setting::path).containsExactlyInAnyOrderElementsOf(leaves);
        assertThat(Settings.all().stream().flatMap(setting -> setting.flags().stream()))
                .doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("all")
    void every_example_of_the_documented_file_can_be_read(Setting setting) throws IOException {
        ConfigReader bare = ConfigReader.empty().with("data.file", "x.csv").with("data.target", "y");
        String example = setting.key() + ": " + setting.example();
        String text = ConfigText.of(bare).text(List.of()).replace("# " + example + "\n", example + "\n");
        ConfigReader reader = read(text);
        COMPANY.getOrDefault(setting.path(), Map.of()).forEach(reader::with);
        assertThat(reader.config().data().target()).isNotEmpty();
        assertThat(reader.has(setting.path())).isTrue();
    }

    @ParameterizedTest
    @MethodSource("all")
    void every_word_of_the_schema_is_understood_and_no_other(Setting setting) {
        for (String word : setting.words()) {
            assertThat(refusal(setting, word)).doesNotContain("must be one of");
        }
        assertThat(refusal(setting, "no-such-word").contains("must be one of"))
                .isEqualTo(!setting.words().isEmpty());
    }

    private static String refusal(Setting setting, String word) {
        String value = setting.form() == Setting.Form.PAIRS ? "x=" + word : word;
        try {
            ConfigReader.empty()
                    .with("data.file", "x.csv")
                    .with(setting.path(), value)
                    .config();
            return "";
        } catch (IllegalArgumentException e) {
            return String.valueOf(e.getMessage());
        }
    }

    @Test
    void what_is_written_is_read_back_whatever_the_texts_are() throws IOException {
        for (String name : List.of(
                "y",
                "no",
                "12",
                "a: b",
                "#x",
                "\"q\" \\",
                "naïve Größe",
                " edge ",
                "- a",
                "line\nbreak",
                ".nan",
                ".5")) {
            ConfigReader reader = ConfigReader.empty()
                    .with("data.file", "/data/x y.csv")
                    .with("data.target", name)
                    .with(Map.of("--type", List.of("a=number", "b c=category"), "--hidden", List.of("64,32")));
            assertThat(read(ConfigText.of(reader).text(List.of("head"))).config())
                    .isEqualTo(reader.config());
        }
    }

    @Test
    void flags_win_over_the_file_and_null_is_as_good_as_nothing() throws IOException {
        TrainConfig config = read("""
                        data: {file: a.csv, target: y}
                        network:
                        training:
                          epochs: 7
                          seed: null
                          optimizer: {learningRate: 1e-3}
                        """)
                .with(Map.of("--epochs", List.of("9"), "--network.hidden", List.of("none")))
                .config();
        assertThat(config.training().epochs()).contains(9);
        assertThat(config.training().seed()).isEmpty();
        assertThat(config.training().optimizer().learningRate()).contains(0.001);
        assertThat(config.network().hidden()).contains(List.of());
    }

    @Test
    void a_json_file_says_the_same_as_yaml() throws IOException {
        Path json = Files.writeString(
                folder.resolve("c.json"),
                "{\"data\":{\"file\":\"a.csv\",\"target\":\"y\"},\"training\":{\"epochs\":3}}");
        assertThat(ConfigReader.of(json).config())
                .isEqualTo(read("data: {file: a.csv, target: y}\ntraining: {epochs: 3}\n")
                        .config());
    }

    @Test
    void a_network_may_be_its_words_alone() throws IOException {
        String words = "dense(8) relu dense(classes)";
        TrainConfig config =
                read("data: {file: a.csv, target: y}\nnetwork: " + words + "\n").config();
        assertThat(config.network().words()).contains(words);
        assertThat(read("data: {file: a.csv, target: y}\nnetwork: {words: " + words + "}\n")
                        .config())
                .isEqualTo(config);
        refused(
                "data: {file: a.csv, target: y}\nnetwork: {words: dense(classes), hidden: [4]}\n",
                "words say the whole network; leave hidden, activation, dropout and normalization out");
    }

    @ParameterizedTest
    @EnumSource(OptimizerConfig.Kind.class)
    void every_optimizer_has_a_name_and_takes_a_rate_and_a_decay(OptimizerConfig.Kind kind) {
        String name = kind.name().toLowerCase(Locale.ROOT);
        OptimizerConfig config = ConfigReader.empty()
                .with("data.file", "a.csv")
                .with("training.optimizer.name", name)
                .with("training.optimizer.learningRate", "0.5")
                .with("training.optimizer.weightDecay", "0.25")
                .config()
                .training()
                .optimizer();
        Optimizer optimizer = config.over(Adam.of(1), new ScheduleConfig.Length(10, 5), List::of);
        assertThat(optimizer.schedule().at(3)).isEqualTo(0.5);
        assertThat(optimizer.toString()).contains("factor=0.25");
        assertThat(Objects.requireNonNull(Settings.byFlag().get("--optimizer")).meaning())
                .contains(name);
    }

    @Test
    void gradients_are_cut_together_then_each_then_by_element_before_the_averaged_optimizer() {
        OptimizerConfig config = ConfigReader.empty()
                .with("data.file", "a.csv")
                .with(Map.of(
                        "--clip-norm", List.of("3"),
                        "--clip-each-norm", List.of("2"),
                        "--clip-value", List.of("1"),
                        "--weight-average", List.of("0.99")))
                .config()
                .training()
                .optimizer();
        Optimizer optimizer = config.over(Adam.of(1), new ScheduleConfig.Length(10, 5), List::of);
        assertThat(optimizer)
                .isEqualTo(new WeightAverage(Adam.of(1), 0.99)
                        .after(new ClipValue(1))
                        .after(new ClipNorm(2))
                        .after(ClipGlobalNorm.of(3)));
    }

    private void refused(String text, String message) {
        assertThatThrownBy(() -> read(text).config())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }

    @Test
    void what_a_file_may_not_say_is_told_with_its_place_and_the_nearest_name() {
        String data = "data: {file: a.csv, target: y}\n";
        refused(data + "training: {epoch: 3}\n", "unknown key training.epoch; known there are seed, epochs");
        refused(data + "training: {epoch: 3}\n", "did you mean 'epochs'?");
        refused(data + "trainings: {}\n", "unknown key trainings");
        refused(data + "training: {epochs: many}\n", "training.epochs must be a whole number");
        refused(data + "training: {epochs: 0}\n", "epochs must be 1 or more, got 0");
        refused(data + "training: {batches: {last: dropped}}\n", "training.batches.last must be one of keep, drop");
        refused(data + "training: {batches: {micro: 0}}\n", "micro must be 1 or more, got 0");
        refused(data + "training: {batches: {prefetch: 2000}}\n", "prefetch must be 1024 or less, got 2000");
        refused(
                data + "training: {batches: {prefetchThreads: 2}}\n",
                "prefetchThreads must go with a prefetch of 1 or more, got prefetch not set; say how many batches are"
                        + " read ahead, such as --prefetch 4");
        refused(data + "training: {batches: {prefetch: 2, prefetchThreads: 65}}\n", "must be 64 or less, got 65");
        String schedule = data + "training: {optimizer: {schedule: ";
        refused(schedule + "{every: 3}}}\n", "every must go with the shape step or exponential, got every 3 alone");
        refused(schedule + "{shape: linear, factor: 0.1}}}\n", "factor must go with the shape step or exponential");
        refused(schedule + "{shape: step, end: 0.1}}}\n", "end must go with the shape linear or cosine");
        refused(schedule + "{plateau: {factor: 0.1}}}}\n", "factor must go with a patience, got factor 0.1 alone");
        refused(data + "training: {stopping: {change: {epochs: 3}}}\n", "epochs must go with a change below which");
        refused(data + "training: {optimizer: {clip: {eachNorm: 0}}}\n", "eachNorm must be a number above 0, got 0");
        refused(data + "training: {optimizer: {update: {average: 1}}}\n", "average must be below 1, got 1");
        refused(data + "training: {optimizer: {update: {nonFinite: skipp}}}\n", "did you mean 'skip'?");
        refused(data + "training: {optimizer: {name: adan}}\n", "training.optimizer.name must be one of sgd");
        refused(data + "training: 3\n", "training must be an object, got the number 3");
        refused(data + "network: {normalization: bach}\n", "did you mean 'batch'?");
        refused(data + "data: {}\n", "the text must be YAML");
        refused("- a\n- b\n", "a configuration must be keys and values");
        refused(
                "data: {file: a.csv, target: y, split: {validation: 0.6, test: 0.5}}",
                "rows must be left to learn from");
        refused("data: {file: a.csv, target: 12}", "data.target must be a text (put it in quotes)");
    }
}
