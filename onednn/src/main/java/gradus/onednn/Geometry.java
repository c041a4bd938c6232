package gradus.onednn;

import gradus.cpu.kernel.Slide;
import gradus.cpu.kernel.SlideAxis;
import java.util.List;
import java.util.function.ToLongFunction;
import java.util.stream.LongStream;

/// The sizes of a convolution as the library names them: samples, channels, then places; the data lies with channels
/// last all the same.
///
/// @param slide the sizes
/// @param axes the places: two axes, or three if the first of three is more than a point
record Geometry(Slide slide, List<SlideAxis> axes) {
    static Geometry of(Slide slide) {
        List<SlideAxis> plane = List.of(slide.height(), slide.width());
        boolean flat = slide.depth().equals(SlideAxis.POINT);
        return new Geometry(slide, flat ? plane : List.of(slide.depth(), slide.height(), slide.width()));
    }

    long[] input(int samples) {
        return sizes(samples, slide.in(), SlideAxis::input);
    }

    long[] inputStrides() {
        return channelsLast(input(1));
    }

    long[] result(int samples) {
        return sizes(samples, slide.out(), SlideAxis::places);
    }

    long[] resultStrides() {
        return channelsLast(result(1));
    }

    private long[] sizes(int samples, int channels, ToLongFunction<SlideAxis> places) {
        return LongStream.concat(LongStream.of(samples, channels), axes.stream().mapToLong(places))
                .toArray();
    }

    private static long[] channelsLast(long[] sizes) {
        long[] strides = new long[sizes.length];
        strides[1] = 1;
        long stride = sizes[1];
        for (int i = sizes.length - 1; i > 1; i--) {
            strides[i] = stride;
            stride *= sizes[i];
        }
        strides[0] = stride;
        return strides;
    }

    /// The weight: groups if there is more than one, channels of the result, of the input, places.
    long[] weight() {
        LongStream groups = slide.groups() > 1 ? LongStream.of(slide.groups()) : LongStream.empty();
        LongStream channels = LongStream.of(slide.groupOut(), slide.groupIn());
        return LongStream.concat(
                        LongStream.concat(groups, channels), axes.stream().mapToLong(SlideAxis::size))
                .toArray();
    }

    /// The weight lies as `[kernel…, in / groups, out]`.
    long[] weightStrides() {
        long[] sizes = weight();
        long[] strides = new long[sizes.length];
        int out = slide.groups() > 1 ? 1 : 0;
        strides[0] = slide.groupOut();
        strides[out] = 1;
        strides[out + 1] = slide.out();
        long stride = (long) slide.out() * slide.groupIn();
        for (int i = sizes.length - 1; i > out + 1; i--) {
            strides[i] = stride;
            stride *= sizes[i];
        }
        return strides;
    }

    long[] steps() {
        return axes.stream().mapToLong(SlideAxis::stride).toArray();
    }

    /// The library counts what lies between two reads.
    long[] gaps() {
        return axes.stream().mapToLong(axis -> axis.dilation() - 1L).toArray();
    }

    long[] before() {
        return axes.stream().mapToLong(SlideAxis::low).toArray();
    }

    /// The least padding behind the input with which the library counts as many places.
    long[] after() {
        return axes.stream().mapToLong(Geometry::after).toArray();
    }

    private static long after(SlideAxis axis) {
        long read = (axis.places() - 1L) * axis.stride() + (axis.size() - 1L) * axis.dilation() + 1;
        return Math.max(0, read - axis.input() - axis.low());
    }
}
