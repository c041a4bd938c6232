package gradus.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;

/// What it is measured on.
public final class Machine {
    private Machine() {}

    /// Gives processor, cores, memory, system, Java and date in lines.
    ///
    /// @throws IOException if the system's facts can't be read
    public static String describe() throws IOException {
        return "- " + LocalDate.now(ZoneOffset.UTC) + ", " + processor() + ", "
                + Runtime.getRuntime().availableProcessors() + " processors, load " + loadText()
                + " at the start\n- " + System.getProperty("os.name") + " " + System.getProperty("os.version") + " "
                + System.getProperty("os.arch") + "; Java " + Runtime.version() + " ("
                + System.getProperty("java.vm.name")
                + ", " + System.getProperty("java.vendor") + ")";
    }

    private static String processor() throws IOException {
        Path facts = Path.of("/proc/cpuinfo");
        if (!Files.isReadable(facts)) {
            return System.getProperty("os.arch");
        }
        return Files.readAllLines(facts).stream()
                .filter(line -> line.startsWith("model name"))
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .findFirst()
                .orElseGet(() -> System.getProperty("os.arch"));
    }

    /// Gives how many processes wanted to run in the last minute; negative where the system does not tell.
    static double load() {
        return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    }

    private static String loadText() {
        return load() < 0 ? "unknown" : "%.2f".formatted(load());
    }
}
