package gradus.explain.replay;

import gradus.explain.document.Phase;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Writes an account as JSON; numbers that are not finite are texts.
final class AccountJson {
    private static final int VERSION = 1;
    private static final JsonMapper MAPPER =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private AccountJson() {}

    static String of(Account account) {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        root.put("format", "gradus-why").put("version", VERSION).put("title", account.title());
        ArrayNode answer = root.putArray("answer");
        account.answer().forEach(answer::add);
        ArrayNode comparisons = root.putArray("comparisons");
        for (Comparison comparison : account.comparisons()) {
            ObjectNode node = comparisons.addObject().put("what", comparison.what());
            number(node, "recorded", comparison.recorded());
            number(node, "replayed", comparison.replayed());
            node.put("same", comparison.isSame());
        }
        losses(root.putObject("losses"), account.losses());
        account.breakdown().ifPresent(breakdown -> breakdown(root.putObject("notFinite"), breakdown));
        ArrayNode motions = root.putArray("parameters");
        account.motions().forEach(motion -> motion(motions.addObject(), motion));
        ArrayNode samples = root.putArray("samples");
        account.samples().forEach(sample -> sample(samples.addObject(), sample));
        return MAPPER.writeValueAsString(root) + "\n";
    }

    private static void losses(ObjectNode node, Losses losses) {
        number(node, "batchBefore", losses.batchBefore());
        number(node, "earlier", losses.earlier());
        number(node, "now", losses.now());
        number(node, "after", losses.after());
    }

    private static void breakdown(ObjectNode node, Breakdown breakdown) {
        node.put("phase", name(breakdown.phase()))
                .put("operation", breakdown.operation())
                .put("title", breakdown.where().title())
                .put("place", breakdown.where().place())
                .put("shape", breakdown.where().shape())
                .put("count", breakdown.notFinite());
        ArrayNode elements = node.putArray("elements");
        for (Breakdown.Element element : breakdown.elements()) {
            ObjectNode one = elements.addObject();
            index(one, element.index());
            one.put("reason", element.reason());
            number(one, "value", element.value());
        }
        ArrayNode operands = node.putArray("operands");
        for (Breakdown.Operand operand : breakdown.operands()) {
            ObjectNode one = operands.addObject().put("title", operand.title()).put("shape", operand.shape());
            number(one, "least", operand.least());
            number(one, "largest", operand.largest());
        }
    }

    private static void motion(ObjectNode node, Motion motion) {
        node.put("path", motion.path());
        node.put("count", motion.norms().count());
        number(node, "weightNorm", motion.norms().weight());
        number(node, "gradientNorm", motion.norms().gradient());
        number(node, "updateNorm", motion.norms().update());
        number(node, "ratio", motion.norms().ratio());
        number(node, "rate", motion.causes().rate());
        number(node, "rule", motion.causes().rule());
        number(node, "clipping", motion.causes().clip());
        number(node, "memory", motion.causes().memory());
        ObjectNode most = node.putObject("most");
        index(most, motion.most().index());
        number(most, "before", motion.most().before());
        number(most, "gradient", motion.most().gradient());
        number(most, "change", motion.most().change());
    }

    private static void sample(ObjectNode node, SampleLoss sample) {
        node.put("place", sample.place());
        ObjectNode values = node.putObject("values");
        sample.values().forEach(values::put);
        node.put("target", sample.target()).put("answer", sample.answer());
        number(node, "loss", sample.loss());
        number(node, "share", sample.share());
    }

    private static void index(ObjectNode node, List<Integer> index) {
        ArrayNode array = node.putArray("index");
        index.forEach(array::add);
    }

    private static String name(Phase phase) {
        return phase.name().toLowerCase(Locale.ROOT);
    }

    private static void number(ObjectNode node, String name, OptionalDouble value) {
        if (value.isPresent()) {
            number(node, name, value.getAsDouble());
        }
    }

    private static void number(ObjectNode node, String name, double value) {
        if (Double.isFinite(value)) {
            node.put(name, value);
        } else {
            node.put(name, Double.toString(value));
        }
    }
}
