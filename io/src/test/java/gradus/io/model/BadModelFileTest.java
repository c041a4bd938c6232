package gradus.io.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gradus.core.type.FormatException;
import gradus.core.type.Key;
import gradus.core.type.Literal;
import gradus.core.type.TensorType;
import gradus.io.safetensors.SafetensorsFile;
import gradus.nn.data.FeatureEncoder;
import gradus.nn.data.Preprocessing;
import gradus.nn.data.TargetEncoder;
import gradus.nn.layer.Layer;
import gradus.nn.layer.Linear;
import gradus.nn.layer.Sequential;
import gradus.nn.layer.TabularInput;
import gradus.nn.train.ModelFormat;
import gradus.nn.train.TableModel;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class BadModelFileTest {
    @TempDir
    Path folder;

    private Path file;
    private byte[] whole;

    @BeforeEach
    void save() throws IOException {
        file = folder.resolve("m.gradus");
        SampleModels.untrained(SampleModels.linear(2, 2)).save(file);
        whole = Files.readAllBytes(file);
    }

    private void refused(String... parts) {
        assertThatThrownBy(() -> TableModel.load(file))
                .isInstanceOf(FormatException.class)
                .hasMessageStartingWith("read ")
                .hasMessageContaining(file.toString())
                .hasMessageContainingAll(parts);
    }

    private void written(byte[] bytes) throws IOException {
        Files.write(file, bytes);
    }

    /// Changes entries and lists them anew in the manifest, as someone would who means harm.
    private void forged(String kind, Consumer<Map<String, byte[]>> change) {
        Map<String, byte[]> entries = new LinkedHashMap<>(
                Container.read(whole, ReadLimits.defaults(), "m").entries());
        change.accept(entries);
        new Container(kind, "Gradus 0.1.0", entries).write(file);
    }

    private void forgedText(String entry, String from, String to) {
        forged("model", entries -> {
            String text = new String(entries.get(entry), StandardCharsets.UTF_8);
            assertThat(text).contains(from);
            entries.put(entry, text.replace(from, to).getBytes(StandardCharsets.UTF_8));
        });
    }

    private void forgedWeights(Map<String, Literal> weights) {
        forged(
                "model",
                entries -> entries.put(
                        "weights.safetensors", SafetensorsFile.of(weights).toBytes()));
    }

    private void forgedPreprocessing(Preprocessing preprocessing, Layer network) {
        Path other = folder.resolve("other.gradus");
        new TableModel(network, preprocessing, SampleModels.provenance()).save(other);
        byte[] document = Container.read(other).entry("preprocessing.json", "other");
        forged("model", entries -> entries.put("preprocessing.json", document));
    }

    private static Literal zeros(int... sizes) {
        return Literal.zeros(TensorType.float32(sizes));
    }

    @Test
    void files_that_are_cut_short_or_changed_are_refused() throws IOException {
        for (int length : new int[] {3, 30, whole.length / 2, whole.length - 1}) {
            written(Arrays.copyOf(whole, length));
            refused("the file is cut short");
        }
        written(new byte[0]);
        refused("a Gradus file is needed, but this one is empty");
        Random random = new Random(11);
        for (int round = 0; round < 100; round++) {
            byte[] changed = whole.clone();
            changed[random.nextInt(whole.length / 2)] ^= (byte) (1 + random.nextInt(255));
            written(changed);
            try {
                assertThat(TableModel.load(file)).isNotNull();
            } catch (FormatException e) {
                assertThat(e).hasMessageStartingWith("read " + file);
            }
        }
    }

    @Test
    void a_changed_weight_is_told_by_its_checksum() throws IOException {
        byte[] weights = Container.read(file).entry("weights.safetensors", "m");
        String chars = new String(whole, StandardCharsets.ISO_8859_1);
        int at = chars.indexOf(new String(weights, StandardCharsets.ISO_8859_1)) + weights.length - 1;
        byte[] changed = whole.clone();
        changed[at] ^= 1;
        written(changed);
        refused("damaged");
    }

    @Test
    void foreign_missing_and_newer_files_are_told() throws IOException {
        written("a,b\n1,2\n".getBytes(StandardCharsets.UTF_8));
        refused("a Gradus file is needed, but this one does not begin like one; is it the right file?");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            zip.putNextEntry(new ZipEntry("word/document.xml"));
            zip.closeEntry();
        }
        refused("this is another zip archive: it begins with 'word/document.xml'");
        newer("{\"format\":\"gradus\",\"schemaVersion\":2,\"madeBy\":\"Gradus 9.1\",\"more\":1}");
        refused("this program reads files up to version 1, but this one has version 2; it was made by a newer Gradus"
                + " (Gradus 9.1); update Gradus to read it");
        Files.delete(file);
        refused("there is no such file");
    }

    private void newer(String manifest) throws IOException {
        byte[] bytes = manifest.getBytes(StandardCharsets.UTF_8);
        CRC32 sum = new CRC32();
        sum.update(bytes);
        ZipEntry entry = new ZipEntry("manifest.json");
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(bytes.length);
        entry.setCrc(sum.getValue());
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            zip.putNextEntry(entry);
            zip.write(bytes);
        }
    }

    @Test
    void the_wrong_kind_is_told_with_what_it_is_for() {
        forged("checkpoint", _ -> {});
        refused(
                "a model is needed, but this file holds a checkpoint; it is a training that can go on, resume it or name"
                        + " a model");
        forged("corpus", _ -> {});
        refused("a model is needed, but this file holds a corpus");
        forged("model", _ -> {});
        assertThatThrownBy(() -> ModelFormat.installed().loadState(file))
                .isInstanceOf(FormatException.class)
                .hasMessage("read " + file + ": a checkpoint is needed, but this file holds a model; a model lacks what"
                        + " training needs to go on, name the checkpoint of its run");
    }

    @Test
    void missing_documents_are_told() {
        for (String name : List.of("network.json", "preprocessing.json", "provenance.json", "weights.safetensors")) {
            forged("model", entries -> entries.remove(name));
            refused("a model must have the entry " + name);
        }
    }

    @Test
    void documents_that_are_wrong_are_told_with_the_place() {
        forgedText("network.json", "\"linear\"", "\"linaer\"");
        refused("network.json: layers.0.type must be one of activate,", "got the text \"linaer\"", "'linear'");
        forgedText("network.json", "\"bias\"", "\"bais\"");
        refused("network.json: unknown key layers.0.bais");
        forgedText("network.json", "\"sequential\"", "\"java.lang.Thread\"");
        refused("of java.lang.Thread it was not (none was given)");
        forgedText("network.json", "}", "");
        refused("network.json: the text must be JSON");
        forgedText("preprocessing.json", "0.7", "-0.7");
        refused("preprocessing.json: features.0: column 'a': mean must be finite and scale positive");
        forgedText("preprocessing.json", "\"p\"", "\"q\"");
        refused("preprocessing.json: target: target 'kind': classes need two or more different labels");
        forgedText("provenance.json", "\"0.1.0\"", "1");
        refused("provenance.json: version must be a text");
    }

    @Test
    void weights_of_another_network_are_refused() {
        forgedWeights(Map.of("layers.0.weight", zeros(2, 2)));
        refused("network.json: layers.0.bias: there must be a tensor called 'layers.0.bias'");
        Map<String, Literal> more = new LinkedHashMap<>();
        more.put("layers.0.weight", zeros(2, 2));
        more.put("layers.0.bias", zeros(2));
        more.put("layers.1.bias", zeros(2));
        forgedWeights(more);
        refused("weights.safetensors: every tensor must belong somewhere, but nothing names layers.1.bias");
        forgedWeights(Map.of("layers.0.weight", zeros(2, 2), "layers.0.bias", zeros(3)));
        refused("network.json: layers.0: linear: the bias must have one number per output, got [3] beside a weight of");
        forgedWeights(Map.of("layers.0.weight", zeros(5, 2), "layers.0.bias", zeros(2)));
        refused(
                "the network must fit the 2 features of the preprocessing; layers.0, Linear 5 → 2: linear: the input's last size must be 5, got"
                        + " [2, 2]",
                "do network.json and preprocessing.json come from one model?");
        forgedWeights(Map.of("layers.0.weight", zeros(2, 9), "layers.0.bias", zeros(9)));
        refused("the network must give 2 outputs, one for each label of 'kind', but gives float32[2, 9] for 2 rows");
        forgedWeights(
                Map.of("layers.0.weight", Literal.of(new long[4], 2, 2), "layers.0.bias", Literal.of(new long[2], 2)));
        refused("parameters must be floating-point numbers, but layers.0.weight is int64[2, 2]");
        forged("model", entries -> entries.put("weights.safetensors", new byte[] {1, 2, 3}));
        refused("read weights.safetensors of " + file);
    }

    @Test
    void preprocessing_of_another_model_is_refused() {
        TargetEncoder target = SampleModels.twoColumns().target();
        forgedPreprocessing(new Preprocessing(List.of(SampleModels.column("a")), target), SampleModels.linear(1, 2));
        refused(
                "the network must fit the 1 feature of the preprocessing; layers.0, Linear 2 → 2: linear: the input's last size must be 2");
        TargetEncoder three = new TargetEncoder.Classes("kind", List.of("p", "q", "r"), List.of(1, 1, 1));
        forgedPreprocessing(new Preprocessing(SampleModels.twoColumns().features(), three), SampleModels.linear(2, 3));
        refused("the network must give 3 outputs, one for each label of 'kind', but gives float32[2, 2] for 2 rows");
        forgedPreprocessing(
                new Preprocessing(SampleModels.twoColumns().features(), new TargetEncoder.Scaled("price", 0, 1)),
                SampleModels.linear(2, 1));
        refused("the network must give one output for the number 'price', but gives float32[2, 2] for 2 rows");
    }

    private static FeatureEncoder towns(String... names) {
        return new FeatureEncoder.Embed("town", List.of(names), 2);
    }

    @Test
    void embeddings_must_fit_the_embedded_columns() throws IOException {
        TabularInput front = TabularInput.of(1, List.of(3), Key.of(1));
        Layer network = Sequential.of(front, Linear.of(front.outFeatures(), 2, Key.of(2)));
        TargetEncoder target = SampleModels.twoColumns().target();
        Preprocessing fits = new Preprocessing(List.of(SampleModels.column("a"), towns("x", "y", "z")), target);
        new TableModel(network, fits, SampleModels.provenance()).save(file);
        whole = Files.readAllBytes(file);
        assertThat(TableModel.load(file).preprocessing()).isEqualTo(fits);
        forgedText("preprocessing.json", "\"z\"", "\"z\", \"zz\"");
        refused("the embedding of column 'town' must have 5 rows, one more than categories, got 4");
        Preprocessing turned = new Preprocessing(List.of(towns("x", "y", "z"), SampleModels.column("a")), target);
        Path other = folder.resolve("turned.gradus");
        assertThatThrownBy(() -> new TableModel(network, turned, SampleModels.provenance()).save(other))
                .hasMessageContaining("the network looks up categories in the features [1], but the preprocessing puts"
                        + " them in [0]");
        assertThat(other).doesNotExist();
    }

    @Test
    void huge_claims_cost_no_memory() {
        forgedWeights(Map.of("layers.0.weight", zeros(2, 0), "layers.0.bias", zeros(0)));
        refused("the network must give 2 outputs");
        String header =
                "{\"layers.0.weight\":{\"dtype\":\"F32\",\"shape\":[2,1000000000],\"data_offsets\":[0,8000000000]}}";
        byte[] bytes = new byte[8 + header.length()];
        bytes[0] = (byte) header.length();
        System.arraycopy(header.getBytes(StandardCharsets.US_ASCII), 0, bytes, 8, header.length());
        forged("model", entries -> entries.put("weights.safetensors", bytes));
        refused("read weights.safetensors of " + file, "the file is cut short");
    }

    @Test
    void random_changes_of_documents_give_a_model_or_a_format_error() {
        Random random = new Random(3);
        for (int round = 0; round < 400; round++) {
            String name = round % 2 == 0 ? "network.json" : "preprocessing.json";
            forged("model", entries -> {
                byte[] text = entries.get(name).clone();
                text[random.nextInt(text.length)] = (byte) "{}[]\",:01-.aelnx$ ".charAt(random.nextInt(18));
                entries.put(name, text);
            });
            try {
                assertThat(TableModel.load(file)).isNotNull();
            } catch (FormatException e) {
                assertThat(e).hasMessageStartingWith("read " + file);
            }
        }
    }
}
