package gradus.examples.guide;

import gradus.explain.derivation.Claim;
import gradus.explain.derivation.Conventions;
import gradus.explain.derivation.Cost;
import gradus.explain.derivation.Dense;
import gradus.explain.derivation.Derivation;
import gradus.explain.derivation.Judge;
import gradus.explain.derivation.Matrix;
import gradus.explain.derivation.Numeral;
import gradus.explain.derivation.Subject.Moved;
import gradus.nn.activation.Activation;
import gradus.nn.optim.Sgd;
import java.io.PrintStream;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Chapter 17: numbers derived by hand, judged.
public final class CheckChapter {
    private CheckChapter() {}

    /// Prints what the chapter shows.
    public static void show(PrintStream out) {
        // snippet check
        Dense unit = new Dense(
                Matrix.of(new double[][] {{0.5}, {0.2}}),
                Optional.of(Matrix.of(new double[][] {{0.1}})),
                Activation.SIGMOID);
        Derivation step = new Derivation(
                List.of(unit),
                Conventions.defaults(),
                Matrix.of(new double[][] {{1, 2}}), // the sample
                Matrix.of(new double[][] {{1}}), // its target
                Cost.SUM_SQUARED,
                Sgd.of(0.1),
                Set.of());
        List<List<Numeral>> mine = List.of(List.of(Numeral.parse("-0.5379")));
        Claim claim = Claim.read("dC/dz1", mine, Moved.ALL, step);
        for (var judgement : Judge.judge(step, List.of(claim)).judgements()) {
            out.println(judgement.claim().symbol() + ": " + judgement.verdict());
            judgement.findings().forEach(finding -> out.println(finding.slip() + ", " + finding.words()));
        }
        // end
    }

    /// Runs the chapter.
    public static void main(String... args) {
        show(System.out);
    }
}
