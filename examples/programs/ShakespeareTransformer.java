import module gradus.io;
import module gradus.nn;

import gradus.core.type.Key; // java.security has a Key too

/// Trains a small transformer to write on: ./gradus run examples/programs/ShakespeareTransformer.java TEXT-FILE [STEPS]
///
/// Any text of some hundred thousand characters will do, such as the plays of Shakespeare.
void main(String... args) {
    var text = TextFiles.read(Path.of(args.length > 0 ? args[0] : "shakespeare.txt"));
    int steps = args.length > 1 ? Integer.parseInt(args[1]) : 2000;
    var net = CausalLanguageModel.gpt(2, 4, 64).withDropout(0.1); // blocks, heads, width
    var run = Training.of(net, TextSplit.of(text, 0.9), 64) // characters seen at once
            .optimizer(AdamW.of(2e-3).schedule(Schedule.CosineDecay.of(2e-3, steps).withWarmUp(steps / 20)))
            .stopping(Stopping.afterEpochs(steps).withSteps(steps)) // the steps decide, however long the text
            .listener(event -> {
                if (event instanceof TrainEvent.StepDone done && done.step() % 100 == 0) {
                    IO.println("step " + done.step() + ", loss " + (float) done.loss());
                }
            })
            .fit();
    IO.println(run.report());
    var how = Generation.plain().withTemperature(0.8);
    IO.println(run.model().generate(text.substring(0, 1), 400, how, Key.of(1)));
    run.model().save(Path.of("writer.gradus"));
}
