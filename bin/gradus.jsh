import module gradus.core;
import module gradus.nn;
import module gradus.io;
import module gradus.explain;
import gradus.core.type.Key;
import gradus.explain.step.Labels;
import gradus.nn.loss.Reduction;
import gradus.nn.train.Evaluation;
import java.util.Random;
import java.util.function.Function;
import static gradus.nn.activation.Activation.*;
/** Prints a value as a person wants to see it: tensors and tables in columns, runs with their metrics. */
void show(Object value) { System.out.println(Display.text(value)); }
/** Writes a value as a page to look at in a browser, and prints where. */
void page(Object value) throws Exception {
    var file = Files.createTempFile("gradus", ".html");
    Files.writeString(file, "<!DOCTYPE html><meta charset=\"utf-8\"><title>Gradus</title>" + Display.html(value));
    System.out.println(file.toUri());
}
