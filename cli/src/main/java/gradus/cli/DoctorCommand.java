package gradus.cli;

import gradus.cli.run.JsonLine;
import gradus.core.spi.Backend;
import gradus.core.spi.Backends;
import gradus.nn.train.Version;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/// `gradus doctor`.
@Command(
        name = "doctor",
        mixinStandardHelpOptions = true,
        description = "Says in one line what runs and why: Java, processor, vectors, threads.")
final class DoctorCommand implements Callable<Integer> {
    private final Session session;

    DoctorCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        Backend backend = Backends.standard();
        String java = System.getProperty("java.vm.name") + " " + Runtime.version();
        String system = System.getProperty("os.name") + " " + System.getProperty("os.arch");
        int processors = Runtime.getRuntime().availableProcessors();
        long memory = Runtime.getRuntime().maxMemory() >> 20;
        session.screen()
                .answer("gradus " + Version.current() + " on " + java + ", " + system + ", " + processors
                        + (processors == 1 ? " core, " : " cores, ") + memory + " MiB for Java; runs on "
                        + backend.name() + ": " + backend.description());
        session.screen()
                .tell(JsonLine.of("doctor")
                        .put("version", Version.current())
                        .put("java", java)
                        .put("system", system)
                        .put("processors", processors)
                        .put("memoryMiB", memory)
                        .put("backend", backend.name())
                        .put("description", backend.description()));
        return 0;
    }
}
