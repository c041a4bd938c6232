package gradus.explain.render;

import static org.assertj.core.api.Assertions.assertThat;

import gradus.core.op.CompareFn;
import gradus.explain.document.Explanation;
import gradus.explain.document.Phase;
import gradus.explain.maths.Function;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Explanations as JSON, and their schema.
final class JsonDocumentTest {
    private static final JsonMapper STRICT = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private static final JsonNode SCHEMA = STRICT.readTree(Render.jsonSchema());

    @Test
    void a_step_of_a_line_through_the_origin_is_recorded() {
        Recorded.check("slope.json", Render.json(SampleDocuments.slope(1, 1), Digits.SIX));
    }

    @ParameterizedTest
    @MethodSource
    void documents_are_as_the_schema_says(Explanation explanation) {
        JsonNode document = STRICT.readTree(Render.json(explanation, Digits.SIX));
        assertThat(new JsonSchema(SCHEMA).judge(document)).isEmpty();
        assertThat(document.findValues("id")).hasSizeGreaterThan(3);
    }

    static Stream<Explanation> documents_are_as_the_schema_says() {
        return Stream.of(SampleDocuments.slope(1, 1), SampleDocuments.sigmoids(), AwkwardDocument.of());
    }

    @Test
    void a_key_too_many_or_too_few_is_against_the_schema() {
        var document = (ObjectNode) STRICT.readTree(Render.json(SampleDocuments.slope(1, 1), Digits.SIX));
        ((ObjectNode) document.get("heading")).put("subtitle", "");
        document.remove("agreement");
        assertThat(new JsonSchema(SCHEMA).judge(document))
                .containsExactly("$: lacks agreement", "$.heading: no key subtitle is documented");
    }

    @Test
    void numbers_come_back_as_they_were() {
        Explanation explanation = SampleDocuments.sigmoids();
        JsonNode document = STRICT.readTree(Render.json(explanation, new Digits(2)));
        var values = new ArrayList<Double>();
        document.get("phases")
                .forEach(phase -> phase.get("sections")
                        .forEach(section -> section.get("lines")
                                .forEach(line -> values.add(line.get("value").doubleValue()))));
        assertThat(values)
                .isEqualTo(
                        explanation.lines().stream().map(line -> line.value()).toList());
    }

    @Test
    void names_come_back_as_they_were() {
        JsonNode document = STRICT.readTree(Render.json(AwkwardDocument.of(), Digits.SIX));
        assertThat(document.at("/heading/title").stringValue()).isEqualTo(AwkwardDocument.HOSTILE);
        assertThat(document.at("/phases/0/sections/0/lines/0/value").stringValue())
                .isEqualTo("NaN");
    }

    @Test
    void every_function_comparison_and_phase_is_in_the_schema() {
        String schema = Render.jsonSchema();
        Stream<Enum<?>> all =
                Stream.of(Function.values(), CompareFn.values(), Phase.values()).flatMap(Arrays::stream);
        assertThat(all).allSatisfy(each -> assertThat(schema).contains("\"" + JsonTerms.lower(each) + "\""));
    }

    @Test
    void the_page_about_the_format_names_every_key() throws IOException {
        String page = Files.readString(Path.of(System.getProperty("gradus.root", ".."), "docs", "explain-json.md"));
        var keys = new ArrayList<String>();
        collectKeys(SCHEMA, keys);
        assertThat(keys)
                .hasSizeGreaterThan(40)
                .allSatisfy(key -> assertThat(page).contains("`" + key + "`"));
    }

    private static void collectKeys(JsonNode schema, List<String> keys) {
        if (schema.path("properties").isObject()) {
            keys.addAll(schema.get("properties").propertyNames());
        }
        schema.forEach(each -> collectKeys(each, keys));
    }
}
