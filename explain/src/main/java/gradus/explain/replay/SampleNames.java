package gradus.explain.replay;

import gradus.core.type.Literal;
import gradus.explain.render.Digits;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// What people call the samples of a training, and what they see in them. By default samples are called by their
/// numbers and told as the network sees them.
public interface SampleNames {
    /// How many numbers of a sample are told.
    int FEW = 6;

    /// Gives names of numbers alone.
    static SampleNames numbers() {
        return new SampleNames() {};
    }

    /// Gives where a sample stands in the data, such as `line 18`. Default: its number, counted from 1.
    ///
    /// @param sample its number among the training samples, counted from 0
    default String place(int sample) {
        return "sample " + (sample + 1);
    }

    /// Gives the values of a sample by name, few of them. Default: the first numbers that go in.
    ///
    /// @param sample its number among the training samples, counted from 0
    /// @param given what goes into the network for it
    default Map<String, String> values(int sample, Literal given) {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("features", few(given));
        return values;
    }

    /// Gives what was right, in the user's words. Default: the numbers as they are.
    ///
    /// @param target the target of one sample
    default String target(Literal target) {
        return few(target);
    }

    /// Gives what the network says, in the user's words. Default: the numbers as they are.
    ///
    /// @param answer the answer for one sample
    default String answer(Literal answer) {
        return few(answer);
    }

    /// Gives the first numbers of an array.
    static String few(Literal numbers) {
        String text = IntStream.range(0, Math.min(FEW, numbers.count()))
                .mapToObj(i -> Digits.SIX.text(numbers.get(i)))
                .collect(Collectors.joining(", "));
        return numbers.count() > FEW ? text + ", …" : text;
    }
}
