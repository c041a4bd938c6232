package gradus.explain.replay;

import java.util.List;

/// How an update moves a parameter. Its norm is that of the gradient times four factors: `rate · rule · clip · memory`.
///
/// @param path the path of the parameter
/// @param norms the norms of what is moved and what moves it
/// @param causes what made the update as large as it is
/// @param most the element that moves most
public record Motion(String path, Norms norms, Causes causes, Element most) {
    /// A number of a parameter that is smaller than this, such as of a bias that began at 0, counts as this large.
    static final double SMALL = 0.01;

    /// Euclidean norms.
    ///
    /// @param count how many numbers the parameter has
    /// @param weight of the parameter before the update
    /// @param gradient of its gradient, with penalties and before clipping
    /// @param update of its change
    public record Norms(int count, double weight, double gradient, double update) {
        /// Gives the update beside the weight. A parameter whose root mean square is below 0.01, such as a
        /// bias that began at 0, counts as one of 0.01: whatever moves would else be infinitely much.
        public double ratio() {
            return update / Math.max(weight, least());
        }

        /// Says whether the parameter counts as larger than it is.
        boolean isSmall() {
            return weight < least();
        }

        private double least() {
            return SMALL * Math.sqrt(count);
        }
    }

    /// What turns a gradient into an update, as factors of the norm.
    ///
    /// @param rate the learning rate of the step, with what a schedule and a plateau made of it
    /// @param rule what the rule itself does without clipping and memory; 1 for gradient descent
    /// @param clip what clipping does; 1 for none
    /// @param memory what the optimizer remembers of earlier updates does, such as momentum
    public record Causes(double rate, double rule, double clip, double memory) {}

    /// One number of the parameter.
    ///
    /// @param index where it is, counted from 1 along each axis
    /// @param before its value before the update
    /// @param gradient its gradient
    /// @param change its change
    public record Element(List<Integer> index, double before, double gradient, double change) {
        /// Copies the list.
        public Element {
            index = List.copyOf(index);
        }
    }
}
