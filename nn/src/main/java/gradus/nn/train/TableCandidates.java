package gradus.nn.train;

import gradus.core.type.Key;
import gradus.nn.activation.Activation;
import gradus.nn.data.TableSplit;
import gradus.nn.layer.Architecture;
import gradus.nn.layer.Layer;
import gradus.nn.layer.PickChannels;
import gradus.nn.layer.PiecewiseLinear;
import gradus.nn.network.Mlp;
import gradus.nn.network.Networks;
import gradus.nn.network.Several;
import gradus.nn.optim.AdamW;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// The ways of learning a table that are tried where nothing is known of it, from the cheap to the dear. All are
/// cross-fitted ensembles on the same rows with the same preprocessing, so that they can be compared and joined out of
/// fold ([TableBlend]).
public final class TableCandidates {
    private static final int MEMBERS = 5;
    private static final int PIECES = 8;

    private final TableSplit split;
    private final Key key;
    private final List<TableCandidate> all = new ArrayList<>();

    private TableCandidates(TableSplit split, Key key) {
        this.split = split;
        this.key = key;
    }

    /// Gives the candidates for a table.
    ///
    /// | name | what it is |
    /// |---|---|
    /// | `linear` | linear or logistic regression |
    /// | `kernel` | kernel ridge regression with a scale for each column, for at most 4000 rows |
    /// | `rough` | the same with bells that have a tip, of quantiles instead of numbers |
    /// | `default` | what [Training#of(Architecture, TableSplit)] takes by default |
    /// | `pieces` | perceptrons that see numbers cut into pieces between quantiles ([PiecewiseLinear]) |
    /// | `wide` | wider perceptrons with more dropout |
    /// | `residual` | residual perceptrons with layer normalisation |
    /// | `numbers` | perceptrons that do not see columns of many categories, where there are some |
    ///
    /// @param split the rows, none set aside for validation
    /// @param key the source of all that is random
    public static List<TableCandidate> of(TableSplit split, Key key) {
        TableCandidates candidates = new TableCandidates(split, key);
        candidates.addAll(split.task().isClassification());
        return List.copyOf(candidates.all);
    }

    private void addAll(boolean classes) {
        trained("linear", "linear model", new Several(MEMBERS, Networks.linear()), 5e-3);
        KernelCandidate.smooth(split, key).ifPresent(all::add);
        KernelCandidate.rough(split, key).ifPresent(all::add);
        all.add(new TableCandidate.Trained(
                "default",
                Networks.table(split.task()).describe(),
                Training.of(Networks.table(split.task()), split).key(key)));
        Mlp usual = Networks.mlp(classes ? 128 : 64, classes ? 64 : 32)
                .activation(Activation.SILU)
                .dropout(0.1);
        QuantilePieces.of(split, PIECES)
                .ifPresent(pieces -> trained(
                        "pieces",
                        "perceptrons of numbers cut into " + PIECES + " pieces",
                        new Several(MEMBERS, behind(pieces, usual.dropout(0.2))),
                        1e-3));
        Mlp wide = Networks.mlp(256, 128).activation(Activation.GELU).dropout(0.3);
        trained("wide", "wide perceptrons, dropout 0.3", new Several(MEMBERS, wide), 1e-3);
        Architecture residual =
                Networks.of("dense(64) 2*( residual( layernorm dense(128) relu dropout(.2) dense(64) ) )"
                        + " layernorm relu dense(outputs)");
        trained("residual", "residual perceptrons", new Several(MEMBERS, residual), 1e-3);
        if (!split.preprocessing().embeddings().isEmpty()) {
            trained("numbers", "perceptrons without columns of many categories", withoutEmbeddings(usual), 1e-3);
        }
    }

    private void trained(String name, String words, Several architecture, double rate) {
        Training<Layer, TableRun> usual = Training.of(architecture, split);
        int epochs = Math.max(1, usual.stopping().epochs() / (split.task().isClassification() ? 1 : 2));
        all.add(new TableCandidate.Trained(
                name,
                words,
                usual.optimizer(AdamW.of(rate))
                        .stopping(Stopping.afterEpochs(epochs).withPatience(Math.max(10, epochs / 5)))
                        .key(key)));
    }

    private static Architecture behind(PiecewiseLinear pieces, Mlp rest) {
        return Architecture.of(
                "numbers in pieces, " + rest.describe(),
                (sample, outputs, memberKey) ->
                        Networks.behind(pieces, pieces.outFeatures(sample.size(0)), rest, outputs, memberKey));
    }

    /// Categories that a table looks up come last.
    private Several withoutEmbeddings(Mlp rest) {
        int numbers = split.preprocessing().width()
                - split.preprocessing().embeddings().size();
        PickChannels picked =
                new PickChannels(IntStream.range(0, numbers).boxed().toList());
        return new Several(
                MEMBERS,
                Architecture.of(
                        "without embeddings, " + rest.describe(),
                        (_, outputs, memberKey) -> Networks.behind(picked, numbers, rest, outputs, memberKey)));
    }
}
