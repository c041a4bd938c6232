package gradus.io.model;

import gradus.core.type.FormatException;
import gradus.io.json.Json;
import gradus.io.json.RecordJson;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/// The first entry of a container: what it is, and length and checksum of every other entry.
///
/// @param format always `gradus`
/// @param schemaVersion the version of the layout of the file
/// @param kind what it holds: `model` or `checkpoint`
/// @param madeBy the program that wrote it
/// @param entries what is known of each entry, by name
record Manifest(String format, int schemaVersion, String kind, String madeBy, Map<String, Sum> entries) {
    static final String NAME = "manifest.json";
    static final int MOST_BYTES = 4 << 20;
    private static final String FORMAT = "gradus";
    private static final RecordJson FORM = RecordJson.create();

    /// Length and checksum of an entry.
    ///
    /// @param bytes the length
    /// @param sha256 the SHA-256 in hexadecimal digits
    record Sum(long bytes, String sha256) {
        static Sum of(byte[] content) {
            try {
                byte[] digest = MessageDigest.getInstance("SHA-256").digest(content);
                return new Sum(content.length, HexFormat.of().formatHex(digest));
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("every Java platform has SHA-256", e);
            }
        }
    }

    static Manifest of(Container container) {
        Map<String, Sum> sums = new LinkedHashMap<>();
        container.entries().forEach((name, content) -> sums.put(name, Sum.of(content)));
        return new Manifest(FORMAT, Container.SCHEMA_VERSION, container.kind(), container.madeBy(), sums);
    }

    byte[] toBytes() {
        return Json.toBytes(FORM.toJson(Manifest.class, this));
    }

    /// Reads format and version first: a newer file may differ in all else.
    static Manifest parse(byte[] bytes, String where) {
        JsonNode json = Json.parse(bytes, where + ": " + NAME);
        JsonNode format = json.get("format");
        if (format == null || !format.isString() || !format.stringValue().equals(FORMAT)) {
            throw foreign(where, "its manifest.json is of another program");
        }
        JsonNode version = json.get("schemaVersion");
        if (version != null
                && version.isIntegralNumber()
                && version.canConvertToLong()
                && version.longValue() > Container.SCHEMA_VERSION) {
            JsonNode madeBy = json.get("madeBy");
            throw new FormatException(where + ": this program reads files up to version " + Container.SCHEMA_VERSION
                    + ", but this one has version " + version.longValue() + "; it was made by a newer Gradus"
                    + (madeBy != null && madeBy.isString() ? " (" + madeBy.stringValue() + ")" : "")
                    + "; update Gradus to read it");
        }
        Manifest manifest = FORM.fromJson(Manifest.class, json, where + ": " + NAME);
        if (manifest.schemaVersion() < 1) {
            throw new FormatException(
                    where + ": " + NAME + ": schemaVersion must be at least 1, got " + manifest.schemaVersion());
        }
        return manifest;
    }

    static FormatException foreign(String where, String why) {
        return new FormatException(where + ": a Gradus file is needed, but " + why + "; is it the right file?");
    }
}
