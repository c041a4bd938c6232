package gradus.explain.render;

import gradus.explain.document.Explanation;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Puts a page of HTML together: one file that needs nothing else and asks for nothing else.
///
/// Its security policy allows the two scripts in it by their digests and no request at all. So even a name that found
/// a way through the escaping could neither run nor send anything.
final class Page {
    private static final Pattern PLACE = Pattern.compile("@@([A-Z_]+)@@");
    private static final Pattern FONT_FACE = Pattern.compile("@font-face\\{[^}]*\\}");
    private static final Pattern FONT = Pattern.compile("fonts/(KaTeX_[A-Za-z0-9-]+)\\.woff2");
    /// Those that formulas of explanations use; the others stay out of the page.
    private static final List<String> FONTS = List.of(
            "KaTeX_Main-Regular",
            "KaTeX_Math-Italic",
            "KaTeX_Size1-Regular",
            "KaTeX_Size2-Regular",
            "KaTeX_Size3-Regular",
            "KaTeX_Size4-Regular");

    private static final List<String> SCRIPTS = List.of("state", "maths", "lines", "drawing", "search", "app");

    private Page() {}

    static String of(List<Explanation> steps, Digits digits) {
        if (steps.isEmpty()) {
            throw new IllegalArgumentException("html: a page shows one step or more, got none; explain a step first");
        }
        String katex = Resources.text("katex/katex.min.js");
        String app = SCRIPTS.stream()
                .map(name -> Resources.text("page/" + name + ".js"))
                .collect(Collectors.joining("\n", "(() => {\n\"use strict\";\n", "})();\n"));
        Map<String, String> parts = Map.of(
                "TITLE", escaped(Plain.line(steps.getFirst().heading().title())),
                "HASHES", digest(katex) + " " + digest(app),
                "LICENCE", Resources.text("katex/LICENSE"),
                "KATEX_STYLE", style(),
                "STYLE", Resources.text("page/page.css"),
                "DATA", PageContent.of(steps, digits),
                "KATEX", katex,
                "APP", app);
        return filled(Resources.text("page/page.html"), parts);
    }

    /// Fills the places of the template in one pass: what is put in is never searched for places.
    private static String filled(String template, Map<String, String> parts) {
        var page = new StringBuilder();
        int end = 0;
        for (MatchResult place : PLACE.matcher(template).results().toList()) {
            page.append(template, end, place.start()).append(parts.get(place.group(1)));
            end = place.end();
        }
        return page.append(template.substring(end)).toString();
    }

    /// The style sheet of KaTeX with the fonts within it.
    private static String style() {
        return FONT_FACE.matcher(Resources.text("katex/katex.min.css")).replaceAll(face -> {
            var font = FONT.matcher(face.group());
            if (!font.find() || !FONTS.contains(font.group(1))) {
                return "";
            }
            String bytes = Base64.getEncoder().encodeToString(Resources.bytes("katex/" + font.group(1) + ".woff2"));
            String before = face.group().substring(0, face.group().indexOf("src:"));
            return before + "src:url(data:font/woff2;base64," + bytes + ") format(\"woff2\")}";
        });
    }

    private static String digest(String script) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(script.getBytes(StandardCharsets.UTF_8));
            return "'sha256-" + Base64.getEncoder().encodeToString(hash) + "'";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
