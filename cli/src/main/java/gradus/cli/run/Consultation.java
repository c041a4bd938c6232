package gradus.cli.run;

import gradus.cli.config.ImagePreparation;
import gradus.cli.config.Preparation;
import gradus.cli.config.ReconstructionPreparation;
import gradus.cli.config.SeriesPreparation;
import gradus.cli.config.TablePreparation;
import gradus.cli.config.TextPreparation;
import gradus.core.type.DivergedException;
import gradus.explain.doctor.Diagnosis;
import gradus.explain.doctor.Examination;
import gradus.explain.doctor.Finding;
import gradus.nn.layer.Layer;
import gradus.nn.train.Run;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// Asks the doctor about a training of the command line, and tells what it says.
public final class Consultation {
    /// A training that ends is examined in a moment; what takes longer is left to `gradus doctor`.
    private static final double MOMENT = 0.5;

    /// More findings of one kind, such as of a column each, are counted.
    private static final int MOST_OF_A_KIND = 3;

    private Consultation() {}

    /// Gives the examination of a training as a configuration describes it.
    public static Examination<Layer> of(Preparation prepared) {
        Examination<Layer> examination = Examination.of(prepared.training());
        return switch (prepared) {
            case TablePreparation table -> examination.table(table.split());
            case ImagePreparation _, TextPreparation _, SeriesPreparation _, ReconstructionPreparation _ -> examination;
        };
    }

    /// Gives what is found in a moment when a training has ended.
    static Diagnosis ended(Preparation prepared, Run<Layer> run) {
        return of(prepared)
                .trained(run)
                .depth(Examination.Depth.BRIEF)
                .within(MOMENT)
                .diagnose();
    }

    /// Gives what is found in a moment when a training has diverged.
    static Diagnosis ended(Preparation prepared, DivergedException end) {
        return of(prepared)
                .diverged(end)
                .depth(Examination.Depth.BRIEF)
                .within(MOMENT)
                .diagnose();
    }

    /// Gives a diagnosis in lines for people: few findings of each kind, and their cure once.
    public static String text(Diagnosis diagnosis) {
        List<String> lines = new ArrayList<>();
        for (String id : diagnosis.ids()) {
            List<Finding> alike = diagnosis.findings().stream()
                    .filter(finding -> finding.id().equals(id))
                    .toList();
            Finding first = alike.getFirst();
            lines.add(first.severity() + "  " + id);
            alike.stream()
                    .limit(MOST_OF_A_KIND)
                    .forEach(finding -> lines.add("  " + finding.place() + ": " + finding.evidence()));
            if (alike.size() > MOST_OF_A_KIND) {
                lines.add("  and at " + (alike.size() - MOST_OF_A_KIND) + " more places");
            }
            lines.add("  cure: " + first.cure());
        }
        return String.join("\n", lines);
    }

    /// Tells a diagnosis to programs, a line for each finding and one for all.
    public static void tell(Diagnosis diagnosis, Consumer<JsonLine> listener) {
        for (Finding finding : diagnosis.findings()) {
            listener.accept(JsonLine.of("finding")
                    .put("id", finding.id())
                    .put("severity", finding.severity().toString())
                    .put("place", finding.place().toString())
                    .put("evidence", finding.evidence())
                    .put("numbers", finding.numbers())
                    .put("cure", finding.cure()));
        }
        listener.accept(JsonLine.of("diagnosis")
                .put("findings", List.copyOf(diagnosis.ids()))
                .put("examined", diagnosis.passed()));
    }
}
