package gradus.bench;

import gradus.bench.own.OwnPeer;
import gradus.bench.plain.PlainPeer;
import gradus.bench.worker.Workload;
import gradus.core.spi.Backends;
import gradus.core.tensor.Tensor;
import gradus.nn.train.StepByStep;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// How the processes of peers are started.
///
/// @param peers the folder `bench/peers`
/// @param python the command of a Python that has PyTorch
/// @param scratch a folder for what processes complain and for class paths
/// @param classPaths class paths of peers with libraries of their own, looked up once
record Launch(Path peers, String python, Path scratch, Map<Peer, String> classPaths) {
    /// What no Java peer should differ in: the collector of `./gradus`.
    private static final List<String> JAVA_OPTIONS = List.of("-XX:+UseSerialGC", "-XX:-UsePerfData");

    static Launch of(Path peers, String python, Path scratch) {
        return new Launch(peers, python, scratch, new HashMap<>());
    }

    /// Starts a peer.
    ///
    /// @throws IOException if it can't do the workload
    PeerProcess start(Peer peer, Workload workload, int threads) throws IOException {
        Path log = scratch.resolve(peer.id() + "-" + workload.id() + "-" + threads + ".log");
        try {
            return PeerProcess.start(command(peer, workload.id(), threads), environment(threads), log);
        } catch (IOException e) {
            String said = Files.exists(log) ? Files.readString(log).strip() : "";
            throw new IOException(peer.id() + " does not start: " + e.getMessage() + "\n" + said, e);
        }
    }

    /// Libraries that ask the environment how many threads to use get the same answer.
    private static Map<String, String> environment(int threads) {
        String count = Integer.toString(threads);
        return Map.of("OMP_NUM_THREADS", count, "MKL_NUM_THREADS", count);
    }

    private List<String> command(Peer peer, String workload, int threads) throws IOException {
        return switch (peer) {
            case GRADUS -> own(List.of(), ownClasses(), workload, threads);
            case ONEDNN -> onednn("float32", workload, threads);
            case ONEDNN_BF16 -> onednn("bf16", workload, threads);
            case PLAIN -> java(List.of(), ownClasses(), List.of(PlainPeer.class.getName(), workload));
            case PYTORCH -> python(workload, threads, "plain");
            case PYTORCH_TUNED -> python(workload, threads, "tuned");
            case DJL ->
                java(
                        List.of("--enable-native-access=ALL-UNNAMED"),
                        libraries(peer) + File.pathSeparator + ownClasses(),
                        List.of(source(peer, "DjlPeer.java"), workload, Integer.toString(threads)));
        };
    }

    private static List<String> own(List<String> options, String classPath, String workload, int threads) {
        List<String> all =
                new ArrayList<>(List.of("--add-modules", "jdk.incubator.vector", "-Dgradus.threads=" + threads));
        all.addAll(options);
        return java(all, classPath, List.of(OwnPeer.class.getName(), workload));
    }

    private List<String> onednn(String precision, String workload, int threads) throws IOException {
        List<String> options = List.of(
                "--enable-native-access=ALL-UNNAMED", "-Dgradus.backend=onednn", "-Dgradus.precision=" + precision);
        return own(options, libraries(Peer.ONEDNN) + File.pathSeparator + ownClasses(), workload, threads);
    }

    private static List<String> java(List<String> options, String classPath, List<String> program) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(JAVA_OPTIONS);
        command.addAll(options);
        command.addAll(List.of("-cp", classPath));
        command.addAll(program);
        return command;
    }

    private List<String> python(String workload, int threads, String variant) {
        String script = peers.resolve("pytorch").resolve("peer.py").toString();
        return List.of(python, script, workload, Integer.toString(threads), variant);
    }

    private String source(Peer peer, String file) {
        return peers.resolve(peer.id()).resolve(file).toString();
    }

    /// Gives where the classes of Gradus and of the bench lie.
    static String ownClasses() {
        Stream<Class<?>> backends = Backends.installed().stream().map(Object::getClass);
        return Stream.concat(Stream.of(Launch.class, StepByStep.class, Tensor.class), backends)
                .map(type ->
                        type.getProtectionDomain().getCodeSource().getLocation().toString())
                .map(place -> Path.of(URI.create(place)).toString())
                .distinct()
                .collect(Collectors.joining(File.pathSeparator));
    }

    /// Fetches the libraries that a peer's own pom names, from Maven Central or the local repository.
    private String libraries(Peer peer) throws IOException {
        String known = classPaths.get(peer);
        if (known != null) {
            return known;
        }
        Path file = scratch.resolve(peer.id() + ".classpath");
        Process maven = new ProcessBuilder(
                        peers.resolve("../../mvnw").normalize().toString(),
                        "--batch-mode",
                        "--quiet",
                        "-f",
                        peers.resolve(peer.id()).resolve("pom.xml").toString(),
                        "org.apache.maven.plugins:maven-dependency-plugin:3.11.0:build-classpath",
                        "-Dmdep.outputFile=" + file)
                .redirectErrorStream(true)
                .redirectOutput(scratch.resolve(peer.id() + ".maven.log").toFile())
                .start();
        if (maven.onExit().join().exitValue() != 0) {
            throw new IOException("the libraries of " + peer.id() + " could not be fetched:\n"
                    + Files.readString(scratch.resolve(peer.id() + ".maven.log")));
        }
        String libraries = Files.readString(file).strip();
        classPaths.put(peer, libraries);
        return libraries;
    }
}
