package gradus.bench;

import gradus.bench.worker.Workload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/// The command of the bench; `make bench` calls it.
///
/// Arguments are `name=value`: `workloads`, `peers`, `threads` and `windows` are lists separated by spaces or one
/// number, `python` is the command of a Python with PyTorch, `folder` is `bench/peers`.
public final class Bench {
    private static final int DEFAULT_WINDOWS = 7;
    private static final Set<String> NAMES = Set.of("workloads", "peers", "threads", "windows", "python", "folder");

    private Bench() {}

    /// Measures and prints.
    ///
    /// @throws IOException if a process fails in the middle
    public static void main(String[] arguments) throws IOException {
        Runtime.getRuntime().addShutdownHook(new Thread(Bench::endAll)); // paused processes would stay for ever
        try {
            System.exit(run(options(arguments)) ? 0 : 1);
        } catch (IllegalArgumentException e) {
            System.err.println("bench: " + e.getMessage());
            System.exit(2);
        }
    }

    private static void endAll() {
        ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly);
    }

    private static Map<String, String> options(String[] arguments) {
        Map<String, String> options = new HashMap<>();
        for (String argument : arguments) {
            String[] words = argument.split("=", 2);
            if (words.length < 2 || !NAMES.contains(words[0])) {
                throw new IllegalArgumentException(
                        "arguments must be name=value with a name of " + NAMES + ", got “" + argument + "”");
            }
            if (!words[1].isBlank()) {
                options.put(words[0], words[1].strip());
            }
        }
        return options;
    }

    private static boolean run(Map<String, String> options) throws IOException {
        List<Workload> workloads = workloads(options.getOrDefault("workloads", ""));
        List<Peer> peers = peers(options.getOrDefault("peers", "plain pytorch pytorch-tuned djl"));
        int processors = Runtime.getRuntime().availableProcessors();
        List<Integer> threads = Arrays.stream(options.getOrDefault("threads", processors > 1 ? processors + " 1" : "1")
                        .split("\\s+"))
                .map(text -> positive("threads", text))
                .toList();
        Effort effort = Effort.full(positive("windows", options.getOrDefault("windows", "" + DEFAULT_WINDOWS)));
        Path scratch = Files.createTempDirectory("gradus-bench");
        Path folder = Path.of(options.getOrDefault("folder", "bench/peers")).toAbsolutePath();
        Launch launch = Launch.of(folder, options.getOrDefault("python", "python3"), scratch);
        System.out.println(Machine.describe());
        List<Contest> contests = new ArrayList<>();
        for (Workload workload : workloads) {
            Contest contest = Contest.hold(workload, peers, threads, launch, effort);
            contests.add(contest);
            System.out.print(Report.details(contest));
        }
        System.out.println("\n" + Report.versions(contests));
        System.out.print(Report.ratios(contests, threads));
        delete(scratch);
        return contests.stream().allMatch(contest -> contest.problems().isEmpty());
    }

    private static List<Workload> workloads(String text) {
        return text.isEmpty()
                ? List.of(Workload.values())
                : Arrays.stream(text.split("\\s+"))
                        .flatMap(id -> Workload.matching(id).stream())
                        .distinct()
                        .toList();
    }

    /// Gives Gradus, which all are compared with, and the others.
    private static List<Peer> peers(String text) {
        Set<Peer> peers = new LinkedHashSet<>(List.of(Peer.GRADUS));
        Arrays.stream(text.split("\\s+")).map(Peer::of).forEach(peers::add);
        return List.copyOf(peers);
    }

    private static int positive(String name, String text) {
        if (!text.matches("[1-9][0-9]{0,3}")) {
            throw new IllegalArgumentException(name + ": must be a number from 1 to 9999, got “" + text + "”");
        }
        return Integer.parseInt(text);
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }
}
