package gradus.nn.network;

import gradus.core.type.Key;
import gradus.core.type.Shape;
import gradus.core.type.ShapeException;
import gradus.nn.layer.Architecture;
import gradus.nn.layer.ChannelWise;

/// A plan for a [ChannelWise] network: samples `[steps, channels]`, one network of the member's plan for all channels.
///
/// {@snippet file="CourseSnippets.java" region="SeriesModel"}
///
/// @param member the plan of the network, whose samples are `[steps]`
public record PerChannel(Architecture member) implements Architecture {
    /// Builds the network.
    ///
    /// @throws ShapeException if samples are not sequences, or channels do not get equally many outputs
    @Override
    public ChannelWise build(Shape sample, int outFeatures, Key key) {
        if (sample.rank() != 2 || sample.size(1) == 0 || outFeatures % sample.size(1) != 0) {
            throw new ShapeException("per channel: samples must be [steps, channels] and each channel gets equally"
                    + " many outputs, got " + sample + " and " + outFeatures + " outputs");
        }
        return new ChannelWise(member.build(Shape.of(sample.size(0)), outFeatures / sample.size(1), key));
    }

    @Override
    public String describe() {
        return member.describe() + ", shared by the channels";
    }
}
