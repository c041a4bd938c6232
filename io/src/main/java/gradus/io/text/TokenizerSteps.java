package gradus.io.text;

import gradus.io.json.Fields;
import gradus.nn.data.text.TextChange;
import gradus.nn.data.text.TextCut;
import gradus.nn.data.text.TextCut.Marked.Prefix;
import gradus.nn.data.text.TextCut.Split;
import gradus.nn.data.text.TextCut.Split.Keep;
import gradus.nn.data.text.TokenJoin;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/// Reads the steps around the merges: `normalizer`, `pre_tokenizer` and `decoder`.
final class TokenizerSteps {
    private TokenizerSteps() {}

    static List<TextChange> changes(Fields top) {
        List<TextChange> changes = new ArrayList<>();
        if (!top.isAbsent("normalizer")) {
            change(top.object("normalizer"), changes);
        }
        return changes;
    }

    private static void change(Fields step, List<TextChange> changes) {
        String type = step.needed("type");
        switch (type) {
            case "Sequence" -> step.list("normalizers").forEach(inner -> change(inner, changes));
            case "NFC", "NFD", "NFKC", "NFKD" -> changes.add(new TextChange.Unicode(Normalizer.Form.valueOf(type)));
            case "Lowercase" -> changes.add(new TextChange.LowerCase());
            case "Prepend" -> changes.add(new TextChange.Prepend(step.needed("prepend")));
            case "Replace" -> changes.add(new TextChange.Replace(literal(step), step.needed("content")));
            default ->
                throw step.wrong("the normalizer '" + type + "' is not supported; supported are NFC, NFD, NFKC, NFKD,"
                        + " Lowercase, Prepend, Replace and Sequence");
        }
    }

    static List<TextCut> cuts(Fields top) {
        List<TextCut> cuts = new ArrayList<>();
        if (!top.isAbsent("pre_tokenizer")) {
            cut(top.object("pre_tokenizer"), cuts);
        }
        return cuts;
    }

    private static void cut(Fields step, List<TextCut> cuts) {
        String type = step.needed("type");
        switch (type) {
            case "Sequence" -> step.list("pretokenizers").forEach(inner -> cut(inner, cuts));
            case "ByteLevel" -> {
                if (step.isTrue("add_prefix_space", "true")) {
                    cuts.add(new TextCut.PrefixBlank());
                }
                if (step.isTrue("use_regex", "true")) {
                    cuts.add(new Split(Split.GPT2, Keep.ALL));
                }
                cuts.add(new TextCut.Bytes());
            }
            case "Split" -> cuts.add(split(step));
            case "Digits" -> cuts.add(new Split(step.isTrue("individual_digits") ? "\\p{N}" : "\\p{N}+", Keep.ALL));
            case "Whitespace" -> cuts.add(new Split("\\w+|[^\\w\\s]+", Keep.MATCHES));
            case "WhitespaceSplit" -> cuts.add(new Split("\\s+", Keep.GAPS));
            case "Metaspace" -> {
                String sign = step.text("replacement").orElse("▁");
                cuts.add(new TextCut.Marked(sign, prefix(step)));
                if (step.isTrue("split", "true")) {
                    String quoted = Pattern.quote(sign);
                    cuts.add(new Split(
                            "(?s)" + quoted + "(?:(?!" + quoted + ").)*+|(?:(?!" + quoted + ").)++", Keep.ALL));
                }
            }
            default ->
                throw step.wrong("the pre-tokenizer '" + type + "' is not supported; supported are ByteLevel, Split,"
                        + " Digits, Whitespace, WhitespaceSplit, Metaspace and Sequence");
        }
    }

    private static Split split(Fields step) {
        Fields pattern = step.object("pattern");
        String expression = pattern.text("Regex").orElseGet(() -> Pattern.quote(pattern.needed("String")));
        String behavior = step.needed("behavior");
        boolean inverted = step.isTrue("invert");
        Keep keep = switch (behavior) {
            case "Isolated" -> Keep.ALL;
            case "Removed" -> inverted ? Keep.MATCHES : Keep.GAPS;
            default ->
                throw step.wrong(
                        "a split must be 'Isolated' or 'Removed', got '" + behavior + "', which is not supported");
        };
        try {
            return new Split(expression, keep);
        } catch (PatternSyntaxException e) {
            throw step.wrong("the regular expression of the split must be one, but " + e.getDescription() + " near"
                    + " position " + e.getIndex() + ": " + expression);
        }
    }

    private static Prefix prefix(Fields step) {
        String scheme =
                step.text("prepend_scheme").orElse(step.isTrue("add_prefix_space", "true") ? "always" : "never");
        return switch (scheme) {
            case "always" -> Prefix.ALWAYS;
            case "first" -> Prefix.FIRST;
            case "never" -> Prefix.NEVER;
            default -> throw step.wrong("'prepend_scheme' must be always, first or never, got '" + scheme + "'");
        };
    }

    static List<TokenJoin> joins(Fields top) {
        List<TokenJoin> joins = new ArrayList<>();
        if (top.isAbsent("decoder")) {
            joins.add(new TokenJoin.Blanks());
        } else {
            join(top.object("decoder"), joins);
        }
        return joins;
    }

    private static void join(Fields step, List<TokenJoin> joins) {
        String type = step.needed("type");
        switch (type) {
            case "Sequence" -> step.list("decoders").forEach(inner -> join(inner, joins));
            case "ByteLevel" -> joins.add(new TokenJoin.Bytes());
            case "ByteFallback" -> joins.add(new TokenJoin.NamedBytes());
            case "Fuse" -> joins.add(new TokenJoin.Fuse());
            case "Replace" -> joins.add(new TokenJoin.Replace(literal(step), step.needed("content")));
            case "Strip" ->
                joins.add(new TokenJoin.Strip(nonEmpty(step, "content"), step.number("start"), step.number("stop")));
            case "Metaspace" ->
                joins.add(new TokenJoin.Marked(step.text("replacement").orElse("▁"), prefix(step)));
            case "BPEDecoder" ->
                joins.add(new TokenJoin.WordEnd(step.text("suffix").orElse("</w>")));
            default ->
                throw step.wrong("the decoder '" + type + "' is not supported; supported are ByteLevel, ByteFallback,"
                        + " Fuse, Replace, Strip, Metaspace, BPEDecoder and Sequence");
        }
    }

    private static String literal(Fields step) {
        Fields pattern = step.object("pattern");
        if (!pattern.isAbsent("Regex")) {
            throw pattern.wrong("a replacement by a regular expression is not supported; use a text ('String')");
        }
        return nonEmpty(pattern, "String");
    }

    private static String nonEmpty(Fields step, String key) {
        String text = step.needed(key);
        if (text.isEmpty()) {
            throw step.wrong("'" + key + "' must not be empty");
        }
        return text;
    }
}
