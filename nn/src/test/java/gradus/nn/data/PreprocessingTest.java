package gradus.nn.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import gradus.core.type.DType;
import gradus.core.type.FormatException;
import gradus.core.type.Key;
import gradus.core.type.Literal;
import gradus.core.type.TensorType;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PreprocessingTest {
    private static final Table TABLE = Tables.of(
            "size,colour,open,y",
            40,
            i -> (i % 8 == 7 ? "" : i * 2) + "," + List.of("red", "green").get(i % 2) + ","
                    + (i % 3 == 0 ? "yes" : "no") + "," + i * i * 0.5);
    private static final Preprocessing FITTED = Preprocessing.fit(TABLE.target("y"));

    @Test
    void featuresAreNamed() {
        assertThat(FITTED.width()).isEqualTo(5);
        assertThat(FITTED.featureNames())
                .containsExactly("size", "size missing", "colour=green", "colour=red", "open=yes");
        assertThat(FITTED.describe()).isEqualTo("""
                        size: (x − 38) / 21.494, missing → 38 and a feature for missing
                        colour: one feature for each of green, red; a new category is all zeros
                        open: yes → 1, no → −1, missing → 0
                        """);
    }

    @Test
    void statisticsAreThoseOfTheTrainingRowsOnly() {
        TargetTable target = Tables.of(
                        "x,k,y", 40, i -> (i < 20 ? i % 5 : 1000 + i) + ",k" + (i < 20 ? i % 2 : i % 4) + "," + i * 0.5)
                .target("y");
        int[] first = IntStream.range(0, 20).toArray();
        int[] second = IntStream.range(20, 40).toArray();
        Preprocessing fitted = target.split(first, new int[0], second).preprocessing();
        assertThat(fitted.features())
                .containsExactly(
                        new FeatureEncoder.Standardize(
                                "x", List.of(), 2, 0, 2, Math.sqrt(2), FeatureEncoder.MissingFlag.NONE),
                        new FeatureEncoder.OneHot("k", List.of("k0", "k1"), FeatureEncoder.MissingFlag.NONE));
        assertThat(fitted.target()).isEqualTo(new TargetEncoder.Scaled("y", 4.75, Math.sqrt(8.3125)));
        assertThat(fitted.encode(target.table().rows(second)).notes())
                .containsExactly("column 'k': 10 cells have categories that training did not see (k2, k3);"
                        + " treated as none of the known ones");
    }

    @Test
    void trainingFeaturesHaveMeanZeroAndDeviationOne() {
        float[] features = Preprocessing.fit(
                        Tables.of("x,y", 50, i -> i * i * 0.1 + "," + i * 0.5).target("y"))
                .encode(Tables.of("x,y", 50, i -> i * i * 0.1 + ",0"))
                .features();
        double mean = 0;
        double square = 0;
        for (float value : features) {
            mean += value / 50;
            square += value * value / 50;
        }
        assertThat(mean).isCloseTo(0, within(1e-6));
        assertThat(square).isCloseTo(1, within(1e-5));
    }

    @Test
    void columnsAreFoundByNameInAnyOrder() {
        Table other = Tables.of("open,extra,size,colour", "no,1,38,red", "?,2,,blue");
        EncodedTable encoded = FITTED.encode(other);
        assertThat(encoded.features()).containsExactly(new float[] {0, 0, 0, 1, -1, 0, 1, 0, 0, 0}, within(1e-3f));
        assertThat(encoded.notes())
                .containsExactly(
                        "column extra is not used by the model",
                        "column 'colour': 1 cell has a category that training did not see (blue);"
                                + " treated as none of the known ones",
                        "column 'open': 1 value is missing, which training did not see; filled in");
    }

    @Test
    void oneRowIsEncodedLikeATable() {
        float[] out = new float[7];
        FITTED.encode(Row.of(Map.of("size", " 38 ", "colour", "red", "open", "NA", "more", "")), out, 1);
        assertThat(out).containsExactly(new float[] {0, 0, 0, 0, 1, 0, 0}, within(1e-3f));
        FITTED.encode(TABLE.row(7), out, 0);
        assertThat(out[1]).isEqualTo(1f);
    }

    @Test
    void allMissingColumnsAreNamedAtOnceWithSuggestions() {
        assertThatThrownBy(() -> FITTED.encode(Tables.of("Siz,open,color", "1,no,red")))
                .isInstanceOf(FormatException.class)
                .hasMessage("prediction: the model reads 3 columns, 2 are not there: size, colour;"
                        + " the columns are Siz, open, color; did you mean 'Siz' for 'size', 'color' for 'colour'?");
        assertThatThrownBy(() -> FITTED.encode(Row.of(Map.of()), new float[5], 0))
                .hasMessage(
                        "prediction: the model reads 3 columns, 3 are not there: size, colour, open; the columns are ");
    }

    @Test
    void textInANumericColumnNamesRowColumnAndValue() {
        assertThatThrownBy(() -> FITTED.encode(Tables.of("size,colour,open", "1,red,no", "big,red,no")))
                .isInstanceOf(FormatException.class)
                .hasMessage("column 'size': it holds numbers, got 'big' in row 2; correct the cell or leave it empty");
        assertThatThrownBy(() -> FITTED.encode(Tables.of("size,colour,open", "inf,red,no")))
                .hasMessage("column 'size': it holds numbers, got 'inf' in row 1; correct the cell or leave it empty");
    }

    @Test
    void markersOfTrainingAreMissingAtPredictionToo() {
        Table table = Tables.of("x,y", 60, i -> (i % 9 == 1 ? "unmeasured" : "" + i * 0.7) + "," + i * 0.5);
        Preprocessing fitted = Preprocessing.fit(table.target("y"));
        assertThat(fitted.encode(Tables.of("x", "unmeasured")).features()[1]).isEqualTo(1f);
    }

    @Test
    void constantColumnsOfTheTrainingPartDoNotDivideByZero() {
        TargetTable target = Tables.of("pixel,x,y", 40, i -> (i == 39 ? 9 : 0) + "," + i * 0.5 + "," + i * 0.25)
                .target("y");
        int[] train = IntStream.range(0, 30).toArray();
        Preprocessing fitted = target.split(train, new int[0], new int[] {39}).preprocessing();
        assertThat(fitted.encode(target.table().rows(39)).features()[0]).isEqualTo(9f);
        assertThat(fitted.encode(target.table().rows(0)).features()[0]).isZero();
    }

    @Test
    void outliersAreCut() {
        Preprocessing fitted = Preprocessing.fit(
                Tables.of("x,y", 50, i -> i % 7 + "," + i * 0.5).target("y"));
        assertThat(fitted.encode(Tables.of("x", "1e30", "-1e30")).features()).containsExactly(10f, -10f);
    }

    @Test
    void verySkewedAmountsAreTakenAsLogarithms() {
        Preprocessing fitted = Preprocessing.fit(Tables.of(
                        "fare,y", 100, i -> String.format(Locale.ROOT, "%.3f", Math.exp(i * 0.08)) + "," + i * 0.5)
                .target("y"));
        FeatureEncoder.Standardize fare =
                (FeatureEncoder.Standardize) fitted.features().getFirst();
        assertThat(fare.logUnit()).isCloseTo(52.5, within(0.5));
        assertThat(fitted.encode(Tables.of("fare", "0", "-5", "2700")).features())
                .doesNotContain(Float.NaN);
    }

    @Test
    void manyCategoriesAreNumberedForAnEmbedding() {
        TargetTable target = Tables.of(
                        "x,town,y",
                        200,
                        i -> i * 0.5 + "," + (i == 3 ? "village" : "town" + i % 20 / 10 + i % 10) + "," + i * 0.5)
                .target("y");
        Preprocessing fitted = Preprocessing.fit(target);
        FeatureEncoder.Embed town = (FeatureEncoder.Embed) fitted.features().get(1);
        assertThat(town.categories()).hasSize(20).startsWith("town00", "town01").doesNotContain("village");
        assertThat(town.dimension()).isEqualTo(9);
        assertThat(fitted.embeddings()).containsExactly(Map.entry(1, town));
        assertThat(fitted.encode(Tables.of("x,town", "0,town00", "0,town19", "0,nowhere", "0,"))
                        .features())
                .containsExactly(new float[] {-1.723f, 1, -1.723f, 20, -1.723f, 0, -1.723f, 0}, within(1e-2f));
        TargetTable wide = target.table().target("y", TableOptions.defaults().withOneHotLimit(50));
        assertThat(Preprocessing.fit(wide).width()).isEqualTo(22);
    }

    @Test
    void datesBecomeDaysAndCircles() {
        Table table = Tables.of("day,y", 300, i -> LocalDate.of(2020, 1, 1).plusDays(3L * i) + "," + i * 0.5);
        Preprocessing fitted = Preprocessing.fit(table.target("y"));
        assertThat(fitted.featureNames())
                .containsExactly(
                        "day days",
                        "day day of year sin",
                        "day day of year cos",
                        "day day of week sin",
                        "day day of week cos");
        float[] first = fitted.encode(table.rows(0)).features();
        assertThat(first[1]).isZero();
        assertThat(first[2]).isEqualTo(1f);
        assertThatThrownBy(() -> fitted.encode(Tables.of("day", "soon")))
                .hasMessage("column 'day': it holds dates written like 2007-11-16, got 'soon' in row 1;"
                        + " correct the cell or leave it empty");
        Table monthly =
                Tables.of("day,y", 60, i -> (2000 + i / 12) + "-" + String.format("%02d", i % 12 + 1) + "," + i * 0.5);
        assertThat(Preprocessing.fit(monthly.target("y")).width()).isEqualTo(3);
    }

    @Test
    void a_date_that_no_training_row_has_is_read_where_it_appears() {
        TargetTable target = Tables.of(
                        "x,seen,y",
                        60,
                        i -> i % 7 + "," + (i == 50 ? "16.11.2007" : i == 55 ? "17.11.2007" : "") + "," + i * 0.5)
                .target("y");
        assertThat(target.profile().column("seen").type()).isEqualTo(ColumnType.DATE);
        int[] train = IntStream.range(0, 40).toArray();
        int[] validation = IntStream.range(40, 60).toArray();
        Preprocessing fitted = target.split(train, validation, new int[0]).preprocessing();
        assertThat(fitted.featureNames()).containsExactly("x", "seen days", "seen missing");
        float[] features = fitted.encode(target.table().rows(49, 50)).features();
        assertThat(Arrays.copyOfRange(features, 1, 3)).containsExactly(0, 1);
        assertThat(Arrays.copyOfRange(features, 4, 6))
                .as("far from the training rows")
                .containsExactly(10, 0);
    }

    @Test
    void a_form_that_only_other_rows_give_away_is_that_of_the_training_rows_too() {
        TargetTable target = Tables.of(
                        "x,day,y", 60, i -> i % 7 + "," + (i == 0 ? 25 : 1 + i % 9) + "/1/2020," + i * 0.5)
                .target("y");
        Preprocessing fitted = target.split(IntStream.range(1, 40).toArray(), new int[0], new int[] {0})
                .preprocessing();
        assertThat(fitted.encode(target.table().rows(0)).features()[1]).isGreaterThan(2);
    }

    @Test
    void classTargetsBecomeIndicesAndNumbersAreStandardised() {
        Table table =
                Tables.of("x,y", 40, i -> i * 0.5 + "," + List.of("b", "a", "c").get(i % 3));
        Preprocessing classes = Preprocessing.fit(table.target("y"));
        assertThat(classes.target())
                .isEqualTo(new TargetEncoder.Classes("y", List.of("a", "b", "c"), List.of(13, 14, 13)));
        ArrayDataset set = classes.dataset(table);
        assertThat(set.sampleTypes()).containsExactly(TensorType.float32(1), TensorType.of(DType.INT64));
        List<Literal> batch =
                List.of(Literal.zeros(TensorType.float32(2, 1)), Literal.zeros(TensorType.of(DType.INT64, 2)));
        set.read(2, Key.of(0), batch, 1);
        assertThat(batch.get(1).longs()).containsExactly(0, 2);
        assertThat(batch.get(0).floats()[1]).isEqualTo(set.features(2)[0]);

        TargetEncoder.Scaled scaled = (TargetEncoder.Scaled) FITTED.target();
        ArrayDataset values = FITTED.dataset(TABLE);
        assertThat(values.sampleTypes()).containsExactly(TensorType.float32(5), TensorType.float32(1));
        assertThat(scaled.value(values.target(10))).isCloseTo(50, within(1e-3));
        assertThatThrownBy(() -> FITTED.dataset(TABLE.drop("y"))).isInstanceOf(FormatException.class);
        assertThatThrownBy(() -> FITTED.dataset(Tables.of("size,colour,open,y", "1,red,no,")))
                .hasMessage("target 'y': every row needs a value here, but row 1 has none; leave such rows out");
        assertThatThrownBy(() -> FITTED.dataset(Tables.of("size,colour,open,y", "1,red,no,much")))
                .hasMessage("target 'y': it must be a number, got 'much' in row 1");
    }

    @Test
    void encodersRefuseNumbersThatCannotBe() {
        assertThatThrownBy(() ->
                        new FeatureEncoder.Standardize("x", List.of(), 0, 0, 0, 0, FeatureEncoder.MissingFlag.NONE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("column 'x': mean must be finite and scale positive, got 0.0 and 0.0");
        assertThatThrownBy(() -> new FeatureEncoder.OneHot("x", List.of("b", "a"), FeatureEncoder.MissingFlag.NONE))
                .hasMessage("column 'x': categories must be different and in alphabetical order, got 'b' before 'a'");
        assertThatThrownBy(() -> new TargetEncoder.Classes("y", List.of("a"), List.of(1)))
                .hasMessage(
                        "target 'y': classes need two or more different labels and a count for each, got 1 labels and 1 counts");
        assertThatThrownBy(() -> new Preprocessing(List.of(), FITTED.target()))
                .hasMessage("preprocessing: at least one feature is needed, got none");
        assertThatThrownBy(() -> ArrayDataset.ofValues(new float[5], 2, new float[2]))
                .hasMessage("data set: features must hold rows × width numbers, got 5 numbers for 2 rows of width 2");
        assertThatThrownBy(() -> ArrayDataset.ofClasses(new float[2], 2, new int[] {-1}))
                .hasMessage("data set: class indices start at 0, got -1 in row 0");
    }
}
