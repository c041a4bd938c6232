package gradus.io.model;

import static org.assertj.core.api.Assertions.assertThat;

import gradus.nn.layer.Layer;
import java.io.IOException;
import java.lang.reflect.Modifier;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class LayerTypesTest {
    @Test
    void every_layer_of_the_library_is_known_to_model_files() throws Exception {
        List<Class<?>> layers = layers();
        assertThat(layers).as("the search finds layers").hasSizeGreaterThan(10);
        assertThat(layers)
                .as("layers of gradus.nn that LayerTypes.BUILT_IN does not list cannot be read from model files")
                .containsExactlyInAnyOrderElementsOf(LayerTypes.BUILT_IN);
    }

    private static List<Class<?>> layers() throws IOException, URISyntaxException, ClassNotFoundException {
        URI place =
                Layer.class.getProtectionDomain().getCodeSource().getLocation().toURI();
        String folder = "gradus/nn";
        if (Files.isDirectory(Path.of(place))) {
            return layers(Path.of(place).resolve(folder));
        }
        try (FileSystem jar = FileSystems.newFileSystem(Path.of(place), Map.of())) {
            return layers(jar.getPath(folder));
        }
    }

    private static List<Class<?>> layers(Path folder) throws IOException, ClassNotFoundException {
        List<String> names;
        try (Stream<Path> files = Files.walk(folder)) {
            names = files.map(file ->
                            "gradus.nn." + folder.relativize(file).toString().replace('/', '.'))
                    .filter(name -> name.endsWith(".class") && !name.endsWith("-info.class"))
                    .map(name -> name.substring(0, name.length() - ".class".length()))
                    .sorted()
                    .toList();
        }
        List<Class<?>> layers = new ArrayList<>();
        for (String name : names) {
            Class<?> type = Class.forName(name, false, LayerTypesTest.class.getClassLoader());
            if (type.isRecord() && Modifier.isPublic(type.getModifiers()) && Layer.class.isAssignableFrom(type)) {
                layers.add(type);
            }
        }
        return layers;
    }
}
