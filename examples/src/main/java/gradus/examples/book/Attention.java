package gradus.examples.book;

import gradus.core.tensor.Tensor;
import gradus.core.type.Key;
import gradus.nn.attention.AttentionMask;
import gradus.nn.attention.MultiHeadAttention;
import gradus.nn.layer.Context;

/// Chapter 11: queries, keys and values.
public final class Attention {
    private Attention() {}

    /// Prints what the chapter shows.
    public static void main(String... args) {
        show(new Page(System.out));
    }

    static void show(Page page) {
        byHand(page);
        page.space();
        matrices(page);
        page.space();
        causal(page);
        page.space();
        order(page);
    }

    private static void byHand(Page page) {
        // snippet by-hand
        double[] query = {1, 0};
        double[][] keys = {{2, 0}, {0, 2}, {1, 1}};
        double[][] values = {{10, 0}, {0, 10}, {5, 5}};
        double[] weights = new double[3];
        double sum = 0;
        for (int i = 0; i < 3; i++) {
            double score = (query[0] * keys[i][0] + query[1] * keys[i][1]) / Math.sqrt(2);
            weights[i] = Math.exp(score);
            sum += weights[i];
        }
        double[] answer = new double[2];
        for (int i = 0; i < 3; i++) {
            weights[i] /= sum;
            answer[0] += weights[i] * values[i][0];
            answer[1] += weights[i] * values[i][1];
        }
        page.line("weights %s", Page.row("%.4f", weights));
        page.line("answer  %s", Page.row("%.4f", answer));
        // end
    }

    private static void matrices(Page page) {
        // snippet matrices
        Tensor queries = Tensor.of(new double[][] {{1, 0}, {0, 1}, {1, 1}}); // one row per place
        Tensor keys = Tensor.of(new double[][] {{2, 0}, {0, 2}, {1, 1}});
        Tensor values = Tensor.of(new double[][] {{10, 0}, {0, 10}, {5, 5}});
        Tensor scores = queries.matmul(keys.transpose()).divide(Math.sqrt(2));
        Tensor weights = scores.softmax(1);
        Tensor answers = weights.matmul(values);
        for (int i = 0; i < 3; i++) {
            page.line(
                    "place %d: weights %s, answer %s",
                    i + 1,
                    Page.row("%.4f", weights.slice(0, i, i + 1).toDoubles()),
                    Page.row("%.4f", answers.slice(0, i, i + 1).toDoubles()));
        }
        // end
    }

    private static void causal(Page page) {
        // snippet causal
        Tensor scores = Tensor.of(new double[][] {{1, 5, 5}, {1, 1, 5}, {1, 1, 1}});
        Tensor future = Tensor.of(new double[][] {{0, 1, 1}, {0, 0, 1}, {0, 0, 0}});
        Tensor weights = scores.subtract(future.multiply(1e9)).softmax(1);
        for (int i = 0; i < 3; i++) {
            page.line(
                    "place %d: %s",
                    i + 1, Page.row("%.4f", weights.slice(0, i, i + 1).toDoubles()));
        }
        // end
        page.space();
        // snippet layer
        var attention = MultiHeadAttention.of(8, 2, Key.of(1)); // width 8, two heads
        Tensor text = Tensor.normal(Key.of(2), 1, 3, 8); // one text of three places
        Tensor looks = attention.weights(text, text, AttentionMask.CAUSAL);
        page.line("%s: batch, heads, who looks, at whom", looks.shape());
        page.line(
                "place 1 looks at itself with %.4f",
                looks.slice(2, 0, 1).slice(3, 0, 1).slice(1, 0, 1).sum().item());
        // end
    }

    private static void order(Page page) {
        // snippet order
        var attention = MultiHeadAttention.of(8, 2, Key.of(1));
        Tensor text = Tensor.normal(Key.of(2), 1, 3, 8);
        Tensor plain = attention.forward(text, AttentionMask.NONE, Context.inference());
        Tensor turned = attention.forward(text.flip(1), AttentionMask.NONE, Context.inference());
        double apart = turned.flip(1).subtract(plain).abs().max().item();
        page.line("reading backwards changes nothing but the order: %s", apart < 1e-5);
        // end
    }
}
