package gradus.examples.book;

import gradus.core.type.Key;
import gradus.nn.attention.CausalLanguageModel;
import gradus.nn.data.text.TextSplit;
import gradus.nn.generation.Generation;
import gradus.nn.layer.Parameters;
import gradus.nn.optim.AdamW;
import gradus.nn.optim.Schedule;
import gradus.nn.train.Training;

/// Chapter 12: a small transformer learns to write.
public final class Writer {
    // snippet text
    private static final String VERSE = """
            one for sorrow, two for joy,
            three for a girl, four for a boy,
            five for silver, six for gold,
            seven for a secret never to be told.
            """;
    // end

    private Writer() {}

    /// Prints what the chapter shows.
    public static void main(String... args) {
        show(new Page(System.out));
    }

    static void show(Page page) {
        // snippet data
        var data = TextSplit.of(VERSE.repeat(40), 0.9);
        page.line(
                "%d characters, %d different",
                VERSE.length(), VERSE.chars().distinct().count());
        // end
        page.space();
        // snippet train
        var plan = CausalLanguageModel.gpt(1, 4, 32); // blocks, heads, width
        var run = Training.of(plan, data, 24) // the last 24 characters are seen
                .optimizer(AdamW.of(0.01)
                        .schedule(Schedule.CosineDecay.of(0.01, 300).withWarmUp(20)))
                .batchSize(16)
                .steps(300)
                .epochs(100)
                .fit();
        page.line("%,d parameters", Parameters.count(run.run().network()));
        page.line(
                "perplexity below 1.25: %s",
                run.validation().orElseThrow().values().get("perplexity") < 1.25);
        // end
        page.space();
        // snippet write
        page.line("five%s", run.model().generate("five", 63, Generation.greedy(), Key.of(1)));
        // end
        page.space();
        // snippet warm
        var free = Generation.plain().withTemperature(0.8).withTopK(5);
        String once = run.model().generate("seven for", 40, free, Key.of(1));
        String again = run.model().generate("seven for", 40, free, Key.of(1));
        page.line("the same key writes the same: %s", once.equals(again));
        // end
    }
}
