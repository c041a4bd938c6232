package gradus.cli;

import static org.assertj.core.api.Assertions.assertThat;

import gradus.core.type.Literal;
import gradus.io.image.ImageGrid;
import gradus.nn.data.image.ImageScaling;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TensorBoardTest {
    @TempDir
    private Path folder;

    private Object[] train(Object... more) {
        List<Object> usual = List.of(
                "train",
                Cli.sample("spirals.csv"),
                "--target",
                "arm",
                "--epochs",
                2,
                "--members",
                1,
                "--out",
                folder.resolve("m.gradus"),
                "--run-dir",
                folder.resolve("run"));
        return Stream.concat(usual.stream(), Stream.of(more)).toArray();
    }

    /// Names lie in the file as they are.
    private static String text(Path file) {
        return new String(Cli.bytes(file), StandardCharsets.ISO_8859_1);
    }

    @Test
    void a_run_writes_its_course_settings_network_and_layers_for_tensorboard() {
        assertThat(Cli.run(train("--tensorboard", "--histograms")).code()).isZero();
        Path board = folder.resolve("run/tensorboard");
        assertThat(Cli.files(board))
                .singleElement()
                .satisfies(name -> assertThat(text(board.resolve(name)))
                        .contains(
                                "brain.Event:2", "loss/training", "loss/validation", "accuracy/validation", "step/loss")
                        .contains("settings", "_hparams_/session_start_info", "layers/0/matmul")
                        .contains("gradients/layers.0.weight", "updates to weights/layers.0.weight"));
    }

    @Test
    void a_run_that_goes_on_writes_a_second_file_by_itself() {
        assertThat(Cli.run(train("--tensorboard")).code()).isZero();
        assertThat(Cli.run("resume", folder.resolve("run")).code()).isZero();
        assertThat(Cli.files(folder.resolve("run/tensorboard"))).hasSize(2);
    }

    @Test
    void another_folder_takes_the_files_and_without_the_flag_there_are_none() {
        Path other = folder.resolve("other");
        assertThat(Cli.run(train("--tensorboard-dir", other)).code()).isZero();
        assertThat(Cli.files(other)).hasSize(1);
        assertThat(folder.resolve("run/tensorboard")).doesNotExist();
    }

    @Test
    void of_images_the_first_are_shown_in_one_picture() throws IOException {
        for (int i = 0; i < 12; i++) {
            Path classFolder = Files.createDirectories(folder.resolve("pictures/" + (i % 2 == 0 ? "dark" : "bright")));
            float[] pixels = new float[64];
            Arrays.fill(pixels, i % 2 == 0 ? 0.1f : 0.9f);
            Literal picture = Literal.of(pixels, 1, 8, 8, 1);
            ImageGrid.of(1).add(picture, ImageScaling.unit(1)).write(classFolder.resolve(i + ".png"));
        }
        Cli.Outcome trained = Cli.run(
                "train",
                folder.resolve("pictures"),
                "--network",
                "dense(classes)",
                "--epochs",
                1,
                "--image-size",
                "8x8x1",
                "--out",
                folder.resolve("m.gradus"),
                "--tensorboard-dir",
                folder.resolve("board"),
                "--run-dir",
                folder.resolve("run"));
        assertThat(trained.err()).isEmpty();
        Path board = folder.resolve("board");
        assertThat(text(board.resolve(Cli.files(board).getFirst()))).contains("PNG", "training");
    }
}
