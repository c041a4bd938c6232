package gradus.cli.config;

import gradus.nn.activation.Activation;
import gradus.nn.attention.CausalLanguagePlan;
import gradus.nn.layer.Architecture;
import gradus.nn.network.Mlp;
import gradus.nn.network.Networks;
import gradus.nn.network.Normalization;
import gradus.nn.network.PerChannel;
import gradus.nn.network.Several;
import gradus.nn.train.Model;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// The network.
///
/// @param words the network in words, as [gradus.nn.words.Words] reads them, or a model file whose network learns on
/// @param context how many tokens a language model sees at once
/// @param members how many networks answer together, each learning from other rows; 1 for a single one
/// @param hidden sizes of hidden layers, none for a linear model
/// @param activation the function of hidden layers
/// @param dropout the share of hidden values that are dropped in each step
/// @param normalization what stands before the activation
public record NetworkConfig(
        Optional<String> words,
        Optional<Integer> context,
        Optional<Integer> members,
        Optional<List<Integer>> hidden,
        Optional<String> activation,
        Optional<Double> dropout,
        Optional<Normalization> normalization) {
    private static final int MOST_MEMBERS = 1000;

    /// Checks the number of members, and that the network is said once.
    public NetworkConfig {
        Limits.atLeast("context", context, 1);
        Limits.atLeast("members", members, 1);
        Limits.atMost("members", members, MOST_MEMBERS);
        if (words.isPresent()
                && (hidden.isPresent() || activation.isPresent() || dropout.isPresent() || normalization.isPresent())) {
            throw new IllegalArgumentException("words say the whole network; leave hidden, activation, dropout and"
                    + " normalization out, or the words");
        }
    }

    /// Gives the file of the model whose network learns on, if one is named.
    public Optional<String> base() {
        return words.filter(text -> text.endsWith(".gradus"));
    }

    /// Gives the model whose network learns on, if one is named.
    ///
    /// @param kind what it must be
    /// @throws gradus.core.type.FormatException if the file holds something else
    <M extends Model> Optional<M> base(Class<M> kind) {
        if (base().isPresent() && (members.isPresent() || context.isPresent())) {
            throw new IllegalArgumentException(
                    "network: the model to begin with says the whole network; leave members and context out");
        }
        return base().map(Path::of).map(file -> Model.load(file).as(kind, file));
    }

    private void requireNoBase(String data) {
        base().ifPresent(file -> {
            throw new IllegalArgumentException("network: " + data + " learns from its own beginning, but " + file
                    + " is a model; tables with a target, images of classes and texts can begin with one");
        });
    }

    /// Gives the network of a table: the library's choice where nothing is said.
    Architecture over(Several library) {
        requireNoBase("a training on several splits");
        Architecture member = changed(library.member());
        int count = members.orElse(library.members());
        return count == 1 ? member : new Several(count, member);
    }

    /// Gives the network for a text.
    Architecture over(CausalLanguagePlan library) {
        if (!isPlain() || members.orElse(1) != 1) {
            throw new IllegalArgumentException("network: a language model is one network said in words, as in"
                    + " \"embedding(64) positions transformer(2,4, causal) dense(classes)\"; leave the other keys out");
        }
        return words.isPresent() ? Networks.of(words.get()) : library;
    }

    private Architecture changed(Architecture library) {
        if (words.isPresent()) {
            return Networks.of(words.get());
        }
        if (isPlain()) {
            return library;
        }
        Mlp usual = library instanceof Mlp mlp ? mlp : Networks.mlp();
        return new Mlp(
                hidden.orElse(usual.hidden()),
                activation.map(Activation::named).orElse(usual.activation()),
                dropout.orElse(usual.dropout()),
                normalization.orElse(usual.normalization()),
                usual.initializer());
    }

    /// Says whether nothing is said.
    public boolean isSilent() {
        return words.isEmpty() && members.isEmpty() && isPlain();
    }

    private boolean isPlain() {
        return hidden.isEmpty() && activation.isEmpty() && dropout.isEmpty() && normalization.isEmpty();
    }

    /// Gives the network for series: words see all columns at once, a perceptron each alone.
    Architecture overSeries() {
        requireNoBase("a forecast");
        if (members.orElse(1) != 1 || context.isPresent()) {
            throw new IllegalArgumentException(
                    "network: a forecast is made by one network; leave members and context out");
        }
        if (words.isPresent()) {
            return Networks.of(words.get());
        }
        return isPlain() ? Networks.series() : new PerChannel(changed(Networks.linear()));
    }

    /// Gives the network of an autoencoder.
    ///
    /// @param library the library's choice
    /// @param perceptron what a perceptron is where it is said how it differs
    Architecture overAutoencoder(Architecture library, Mlp perceptron) {
        requireNoBase("an autoencoder");
        if (members.orElse(1) != 1 || context.isPresent()) {
            throw new IllegalArgumentException("network: an autoencoder is one network; leave members and context out");
        }
        return changed(isPlain() ? library : perceptron);
    }

    /// Gives the network for images where something is said: words, or a perceptron of the pixels.
    Architecture overImages() {
        Architecture member = changed(Networks.mlp());
        int count = members.orElse(1);
        return count == 1 ? member : new Several(count, member);
    }
}
