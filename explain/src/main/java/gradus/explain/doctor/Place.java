package gradus.explain.doctor;

import java.util.Locale;

/// What a finding is about.
///
/// @param kind what kind of thing it is
/// @param name which one, empty for the training as a whole
public record Place(Kind kind, String name) {
    /// What a finding can be about.
    public enum Kind {
        /// The training as a whole.
        TRAINING,
        /// A layer, by its path in the network.
        LAYER,
        /// A parameter, by its path in the network.
        PARAMETER,
        /// A column of the features.
        COLUMN,
        /// What is to be predicted.
        TARGET,
        /// A part of the data, such as `validation`.
        SPLIT
    }

    /// Gives the training as a whole.
    public static Place training() {
        return new Place(Kind.TRAINING, "");
    }

    /// Gives the target.
    public static Place target() {
        return new Place(Kind.TARGET, "");
    }

    static Place layer(String path) {
        return new Place(Kind.LAYER, path);
    }

    static Place parameter(String path) {
        return new Place(Kind.PARAMETER, path);
    }

    static Place column(String name) {
        return new Place(Kind.COLUMN, name);
    }

    static Place split(String name) {
        return new Place(Kind.SPLIT, name);
    }

    @Override
    public String toString() {
        String word = kind.name().toLowerCase(Locale.ROOT);
        return name.isEmpty() ? word : word + " " + name;
    }
}
