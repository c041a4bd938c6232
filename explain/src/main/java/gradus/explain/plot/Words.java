package gradus.explain.plot;

import gradus.explain.chart.Numbers;

/// Numbers in sentences.
final class Words {
    private Words() {}

    /// Gives a number with four digits that count.
    static String number(double value) {
        return Numbers.of(value, 4);
    }

    /// Gives a count with its noun.
    static String count(long number, String one, String many) {
        return number + " " + (number == 1 ? one : many);
    }
}
