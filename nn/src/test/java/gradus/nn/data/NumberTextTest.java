package gradus.nn.data;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NumberTextTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "42; 42",
                "-1.5; -1.5",
                ".28; 0.28",
                "5.; 5",
                "1e-3; 0.001",
                "1E+2; 100",
                "+7; 7",
                "\u22123; -3",
                "1,234.5; 1234.5",
                "12,345,678; 12345678",
                "$1,200; 1200",
                "-$5; -5",
                "$-5; -5",
                "€7.5; 7.5",
                "12%; 12",
                "007; 7"
            })
    void numbersAsPeopleWriteThem(String text, double value) {
        assertThat(NumberText.parse(text)).isEqualTo(value);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-",
                ".",
                "e5",
                "1e",
                "1e+",
                "1d",
                "1f",
                "0x10",
                "NaN",
                "Infinity",
                "inf",
                "1e999",
                "-1e151",
                "1,23",
                "1,2345",
                ",123",
                "1234,567",
                "1.2.3",
                "--1",
                "1 2",
                "$",
                "%",
                "abc",
                "1,234.5,6"
            })
    void anythingElseIsNoNumber(String text) {
        assertThat(NumberText.isNumber(text)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "7.6322000001, 7.6322",
        "0, 0",
        "-23.643999, -23.644",
        "123456, 123460",
        "0.000895, 0.000895",
        "1e-9, 1E-9"
    })
    void briefTextHasFiveDigits(double value, String text) {
        assertThat(NumberText.brief(value)).isEqualTo(text);
    }
}
