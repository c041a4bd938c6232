package gradus.cpu.kernel;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/// Runs a probe of the kernels once per vector width, each in a JVM of its own: the width is a constant of a
/// process, and several widths in one process would spoil each other's compiled code.
final class Widths {
    /// Scalar code first: it is the reference. The last entry starts without the module of the Vector API.
    static final List<String> ALL = List.of("0", "128", "256", "512", "no module");

    private Widths() {}

    /// Runs `probe` at every width and gives its results, in the order of [#ALL].
    static List<Map<String, float[]>> run(Class<? extends Supplier<Map<String, float[]>>> probe) {
        List<Map<String, float[]>> results = new ArrayList<>();
        for (String width : ALL) {
            results.add(at(width, probe));
        }
        return results;
    }

    private static Map<String, float[]> at(String width, Class<? extends Supplier<Map<String, float[]>>> probe) {
        try {
            Path answer = Files.createTempFile("gradus-width", ".bin");
            try {
                start(width, probe.getName(), answer);
                return read(answer);
            } finally {
                Files.delete(answer);
            }
        } catch (IOException | InterruptedException | ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void start(String width, String probe, Path answer)
            throws IOException, InterruptedException, ReflectiveOperationException {
        Path classes = Path.of(Vectors.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toString()
                .replaceFirst("^file:", ""));
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        if (!width.equals("no module")) {
            command.addAll(List.of("--add-modules", "jdk.incubator.vector", "-Dgradus.vectorBits=" + width));
        }
        command.addAll(List.of("-XX:+UseSerialGC", "-cp", classes + ":" + classes.resolveSibling("test-classes")));
        command.addAll(List.of(Widths.class.getName(), probe, answer.toString()));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IllegalStateException("width " + width + " failed: " + output);
        }
    }

    /// In the child: runs the probe named first and writes its results to the file named second.
    @SuppressWarnings("unchecked")
    public static void main(String[] arguments) throws IOException, ReflectiveOperationException {
        var constructor = Class.forName(arguments[0]).getDeclaredConstructor();
        constructor.setAccessible(true);
        Map<String, float[]> results = ((Supplier<Map<String, float[]>>) constructor.newInstance()).get();
        try (DataOutputStream out =
                new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(Path.of(arguments[1]))))) {
            out.writeInt(results.size());
            for (Map.Entry<String, float[]> result : results.entrySet()) {
                out.writeUTF(result.getKey());
                out.writeInt(result.getValue().length);
                for (float value : result.getValue()) {
                    out.writeInt(Float.floatToIntBits(value));
                }
            }
        }
    }

    private static Map<String, float[]> read(Path file) throws IOException {
        Map<String, float[]> results = new LinkedHashMap<>();
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
            for (int left = in.readInt(); left > 0; left--) {
                String name = in.readUTF();
                float[] values = new float[in.readInt()];
                for (int i = 0; i < values.length; i++) {
                    values[i] = Float.intBitsToFloat(in.readInt());
                }
                results.put(name, values);
            }
        }
        return results;
    }
}
