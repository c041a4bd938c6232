package gradus.core.profile;

import gradus.core.op.Fused;
import gradus.core.plan.Plan;
import gradus.core.spi.Backend;
import gradus.core.spi.Buffer;
import gradus.core.spi.Executable;
import gradus.core.type.DType;
import gradus.core.type.Literal;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// A backend that runs plans on another one and keeps the time of every step. It changes no number.
///
/// {@snippet file="EngineSnippets.java" region="Profiler"}
///
/// The first run of a plan is not counted where there are others: it finds code that is not compiled yet.
public final class Profiler implements Backend {
    private final Backend backend;
    private final List<Watch> watches = new CopyOnWriteArrayList<>();

    private Profiler(Backend backend) {
        this.backend = backend;
    }

    /// Gives a backend that times what another one runs.
    public static Profiler of(Backend backend) {
        return new Profiler(backend);
    }

    @Override
    public String name() {
        return backend.name();
    }

    @Override
    public String description() {
        return backend.description() + ", timed";
    }

    @Override
    public int preference() {
        return backend.preference();
    }

    @Override
    public boolean computes(Fused op) {
        return backend.computes(op);
    }

    @Override
    public boolean computes(DType type) {
        return backend.computes(type);
    }

    @Override
    public Buffer buffer(Literal elements) {
        return backend.buffer(elements);
    }

    @Override
    public Executable compile(Plan plan) {
        Executable executable = backend.compile(plan);
        return (inputs, outputs, listener) -> {
            Watch watch = new Watch(plan);
            watches.add(watch);
            Executable.Call call = executable.bind(inputs, outputs, step -> {
                watch.stepDone(step);
                listener.stepDone(step);
            });
            return () -> watch.time(call);
        };
    }

    /// Gives where the time has gone until now. Nothing may be running.
    public Profile profile() {
        List<Profile.Row> rows = new ArrayList<>();
        long running = 0;
        long elapsed = 0;
        long now = System.nanoTime();
        for (Watch watch : watches) {
            rows.addAll(watch.rows());
            running += watch.running;
            elapsed = watch.runs == 0 ? elapsed : Math.max(elapsed, now - watch.begin);
        }
        return new Profile(rows, running, elapsed, Peak.of(backend));
    }

    /// The times of one bound plan.
    private static final class Watch {
        private final Plan plan;
        private final long[] first;
        private final long[] later;
        private long begin;
        private long runs;
        private long running;
        private long last;

        Watch(Plan plan) {
            this.plan = plan;
            this.first = new long[plan.steps().size()];
            this.later = new long[plan.steps().size()];
        }

        void time(Executable.Call call) {
            long start = System.nanoTime();
            begin = runs == 0 ? start : begin;
            last = start;
            call.run();
            running += System.nanoTime() - start;
            runs++;
        }

        void stepDone(int step) {
            long now = System.nanoTime();
            (runs == 0 ? first : later)[step] += now - last;
            last = now;
        }

        List<Profile.Row> rows() {
            List<Profile.Row> rows = new ArrayList<>();
            for (int i = 0; i < plan.steps().size() && runs > 0; i++) {
                rows.add(
                        runs == 1
                                ? new Profile.Row(plan.steps().get(i), 1, first[i])
                                : new Profile.Row(plan.steps().get(i), runs - 1, later[i]));
            }
            return rows;
        }
    }
}
