package gradus.cli.run;

import gradus.explain.chart.Histogram;
import gradus.explain.plot.LayerMoment;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// What parameters were like after an epoch, as lines of JSON and back.
final class LayerLines {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private LayerLines() {}

    static JsonLine of(LayerMoment moment) {
        ObjectNode parameters = JSON.objectNode();
        moment.parameters().forEach((path, numbers) -> {
            ObjectNode one = parameters.putObject(path);
            one.set("weights", node(numbers.weights()));
            one.set("gradients", node(numbers.gradients()));
            if (Double.isFinite(numbers.updateRatio())) {
                one.put("updateRatio", numbers.updateRatio());
            }
        });
        return JsonLine.of("layers").put("epoch", moment.epoch()).put("parameters", parameters);
    }

    private static ObjectNode node(Histogram histogram) {
        ObjectNode node = JSON.objectNode()
                .put("low", histogram.low())
                .put("high", histogram.high())
                .put("notFinite", histogram.notFinite());
        var counts = node.putArray("counts");
        histogram.counts().forEach(counts::add);
        return node;
    }

    /// Gives what a line tells.
    ///
    /// @throws RuntimeException if it is no such line
    static LayerMoment moment(JsonNode line) {
        Map<String, LayerMoment.Numbers> parameters = new LinkedHashMap<>();
        line.path("parameters").properties().forEach(entry -> {
            JsonNode one = entry.getValue();
            double ratio = one.path("updateRatio").asDouble(Double.NaN);
            parameters.put(
                    entry.getKey(),
                    new LayerMoment.Numbers(histogram(one.path("weights")), histogram(one.path("gradients")), ratio));
        });
        return new LayerMoment(line.path("epoch").asInt(), parameters);
    }

    private static Histogram histogram(JsonNode node) {
        List<Long> counts = new ArrayList<>();
        node.path("counts").forEach(count -> counts.add(count.asLong()));
        return new Histogram(
                node.path("low").asDouble(),
                node.path("high").asDouble(),
                counts,
                node.path("notFinite").asLong());
    }
}
