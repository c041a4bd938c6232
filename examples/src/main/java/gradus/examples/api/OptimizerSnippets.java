package gradus.examples.api;

import gradus.nn.optim.AdaDelta;
import gradus.nn.optim.AdaGrad;
import gradus.nn.optim.AdaMax;
import gradus.nn.optim.AdamW;
import gradus.nn.optim.ClipGlobalNorm;
import gradus.nn.optim.ClipNorm;
import gradus.nn.optim.ClipValue;
import gradus.nn.optim.Convention;
import gradus.nn.optim.Decay;
import gradus.nn.optim.GradientTransform;
import gradus.nn.optim.Lamb;
import gradus.nn.optim.Lion;
import gradus.nn.optim.Muon;
import gradus.nn.optim.NAdam;
import gradus.nn.optim.Optimizer;
import gradus.nn.optim.PathPattern;
import gradus.nn.optim.Plateau;
import gradus.nn.optim.RmsProp;
import gradus.nn.optim.Schedule;
import gradus.nn.optim.Sgd;
import gradus.nn.optim.WeightAverage;
import java.io.PrintStream;
import java.util.List;

/// Snippets of optimizers.
final class OptimizerSnippets {
    private OptimizerSnippets() {}

    /// Runs them.
    static void run(PrintStream out) {
        older(out);
        newer(out);
        around(out);
    }

    private static void older(PrintStream out) {
        // @start region="RmsProp"
        var rmsProp = RmsProp.of(1e-3);
        // @end
        // @start region="AdaGrad"
        var adaGrad = AdaGrad.of(0.01);
        // @end
        // @start region="AdaDelta"
        var adaDelta = AdaDelta.of(1.0);
        // @end
        // @start region="AdaMax"
        var adaMax = AdaMax.of(2e-3);
        // @end
        // @start region="NAdam"
        var nAdam = NAdam.of(2e-3);
        // @end
        // @start region="Convention"
        var asKeras = Sgd.of(0.01).momentum(0.9).convention(Convention.KERAS);
        // @end
        out.printf("%s%n", List.of(rmsProp, adaGrad, adaDelta, adaMax, nAdam, asKeras));
    }

    private static void newer(PrintStream out) {
        // @start region="Lamb"
        var lamb = Lamb.of(2e-3); // for large batches
        // @end
        // @start region="Lion"
        var lion = Lion.of(1e-4).decay(Decay.of(0.1)); // a smaller rate and a larger decay than AdamW
        // @end
        // @start region="Muon"
        var muon = Muon.of(0.02); // matrices by Muon, the rest by AdamW
        // @end
        // @start region="Optimizer"
        Optimizer warmed =
                AdamW.of(3e-4).schedule(Schedule.CosineDecay.of(3e-4, 10_000).withWarmUp(500));
        // @end
        out.printf("%s%n", List.of(lamb, lion, muon, warmed));
    }

    private static void around(PrintStream out) {
        // @start region="ClipGlobalNorm"
        var clipped = Sgd.of(0.1).after(ClipGlobalNorm.of(1)); // all gradients together at most 1 long
        // @end
        // @start region="GradientTransform"
        var both = GradientTransform.chain(new ClipValue(5), new ClipNorm(1)); // one after the other
        var rule = Sgd.of(0.1).after(both);
        // @end
        // @start region="WeightAverage"
        var averaged = new WeightAverage(AdamW.of(1e-3), 0.999); // the averages are validated and kept
        // @end
        // @start region="Decay"
        var decayed = AdamW.of(1e-3).decay(Decay.of(0.05)); // weights, not biases
        // @end
        // @start region="Plateau"
        var plateau = Plateau.defaults(); // training.plateau(plateau): a tenth of the rate where nothing improves
        // @end
        // @start region="PathPattern"
        boolean frozen = new PathPattern("layers.*.bias").matches("layers.0.bias"); // true; ** crosses dots
        // @end
        out.printf("%s%n", List.of(clipped, rule, averaged, decayed, plateau, frozen));
    }
}
