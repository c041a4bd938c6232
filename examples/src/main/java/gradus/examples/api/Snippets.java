package gradus.examples.api;

import gradus.nn.layer.Layer;
import gradus.nn.train.Run;
import gradus.nn.train.Training;
import java.io.PrintStream;
import java.nio.file.Path;

/// All snippets that the documentation of the public types shows, so that they can be run.
public final class Snippets {
    private Snippets() {}

    /// Runs them.
    ///
    /// @param folder for the files that they write
    public static void run(Path folder, PrintStream out) {
        TensorSnippets.run(out);
        NetworkSnippets.run(out);
        LayerSnippets.run(out);
        SpatialSnippets.run(out);
        SequenceSnippets.run(out);
        LossSnippets.run(out);
        OptimizerSnippets.run(out);
        TrainingSnippets.run(out);
        DataSnippets.run(folder, out);
        TableSnippets.run(out);
        SampleSnippets.run(out);
        CourseSnippets.run(folder, out);
        ExplainSnippets.run(out);
        Training<Layer, Run<Layer>> training = CourseSnippets.training();
        FileSnippets.run(folder, training, out);
        PlotSnippets.run(training, out);
        EngineSnippets.run(training, out);
    }
}
