package gradus.nn.optim;

import static org.assertj.core.api.Assertions.assertThat;

import gradus.testkit.Shared;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/// Every case of the shared reference file for schedules.
class ScheduleReferenceTest {
    @Test
    void the_reference_file_holds_fifteen_cases() throws IOException {
        assertThat(cases()).hasSize(15);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void a_reference_case_is_met(String id, JsonNode reference) {
        Schedule schedule = schedule(reference.get("op").asString(), reference.get("attrs"));
        JsonNode steps = reference.get("inputs").get("step").get("data");
        JsonNode expected = reference.get("expected").get("lr").get("data");
        double relative = reference.get("tolerance").get("rtol").asDouble();
        double absolute = reference.get("tolerance").get("atol").asDouble();
        assertThat(steps.size()).isEqualTo(expected.size()).isPositive();
        for (int i = 0; i < steps.size(); i++) {
            double want = expected.get(i).asDouble();
            assertThat(schedule.at(steps.get(i).asLong()))
                    .as("%s at step %d", id, steps.get(i).asLong())
                    .isCloseTo(want, org.assertj.core.data.Offset.offset(absolute + relative * Math.abs(want)));
        }
    }

    static Stream<Arguments> cases() throws IOException {
        String text = Files.readString(Shared.path("reference/schedule.json"));
        JsonNode cases = new ObjectMapper().readTree(text).get("cases");
        return cases.valueStream()
                .map(reference -> Arguments.of(reference.get("id").asString(), reference));
    }

    private static Schedule schedule(String name, JsonNode attributes) {
        double initial = number(attributes, "initial");
        long period = (long) number(attributes, "decay_steps");
        return switch (name) {
            case "step_decay" ->
                new Schedule.StepDecay(initial, (long) number(attributes, "step_size"), number(attributes, "gamma"));
            case "exponential_decay" -> exponential(initial, attributes);
            case "linear" ->
                new Schedule.Linear(initial, number(attributes, "final"), (long) number(attributes, "steps"));
            case "cosine_annealing" ->
                new Schedule.CosineWave(initial, number(attributes, "min"), (long) number(attributes, "half_period"));
            case "piecewise_constant" -> piecewise(attributes);
            case "polynomial_decay" ->
                new Schedule.Polynomial(
                        initial,
                        number(attributes, "end"),
                        period,
                        number(attributes, "power"),
                        attributes.get("cycle").asBoolean() ? Schedule.Beyond.CYCLE : Schedule.Beyond.HOLD);
            case "inverse_time_decay" ->
                new Schedule.InverseTime(initial, period, number(attributes, "decay_rate"), decay(attributes));
            case "cosine_decay" -> new Schedule.CosineDecay(initial, number(attributes, "end"), period);
            default -> throw new AssertionError("the reference file names an unknown schedule: " + name);
        };
    }

    private static Schedule exponential(double initial, JsonNode attributes) {
        if (attributes.has("gamma")) {
            return Schedule.Exponential.of(initial, 1, number(attributes, "gamma"));
        }
        long period = (long) number(attributes, "decay_steps");
        return new Schedule.Exponential(initial, period, number(attributes, "decay_rate"), decay(attributes));
    }

    private static Schedule piecewise(JsonNode attributes) {
        List<Long> boundaries =
                attributes.get("boundaries").valueStream().map(JsonNode::asLong).toList();
        List<Double> values =
                attributes.get("values").valueStream().map(JsonNode::asDouble).toList();
        return new Schedule.Piecewise(boundaries, values);
    }

    private static Schedule.Decay decay(JsonNode attributes) {
        return attributes.get("staircase").asBoolean() ? Schedule.Decay.STAIRCASE : Schedule.Decay.SMOOTH;
    }

    private static double number(JsonNode attributes, String name) {
        return attributes.has(name) ? attributes.get(name).asDouble() : 0;
    }
}
