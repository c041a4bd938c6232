package gradus.io.safetensors;

import gradus.core.type.FormatException;
import gradus.core.type.Literal;
import gradus.io.element.ElementType;
import gradus.io.element.Elements;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/// Writes a file: the widest elements first so that each tensor lies aligned, then by name; text pairs by key; the
/// header padded with spaces to a multiple of 8. The same tensors give the same bytes.
final class ContentWriter {
    private static final int ALIGNMENT = 8;
    private static final int CHUNK = 1 << 16;
    private static final JsonFactory JSON = new JsonFactory();

    private final OutputStream out;
    private final ByteBuffer buffer = ByteBuffer.allocate(CHUNK).order(ByteOrder.LITTLE_ENDIAN);

    private ContentWriter(OutputStream out) {
        this.out = out;
    }

    static void write(SafetensorsFile file, OutputStream out) throws IOException {
        new ContentWriter(out).file(file);
    }

    private void file(SafetensorsFile file) throws IOException {
        List<Map.Entry<String, Literal>> order = new ArrayList<>(file.tensors().entrySet());
        order.sort(Comparator.<Map.Entry<String, Literal>>comparingInt(
                        entry -> -entry.getValue().type().dtype().bytes())
                .thenComparing(Map.Entry::getKey));
        byte[] header = header(order, file.metadata());
        buffer.putLong(0, header.length);
        out.write(buffer.array(), 0, Long.BYTES);
        out.write(header);
        for (var entry : order) {
            tensor(entry.getValue());
        }
    }

    private static byte[] header(List<Map.Entry<String, Literal>> order, Map<String, String> metadata) {
        var bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), bytes)) {
            json.writeStartObject();
            if (!metadata.isEmpty()) {
                json.writeObjectPropertyStart(SafetensorsFile.METADATA);
                new TreeMap<>(metadata).forEach(json::writeStringProperty);
                json.writeEndObject();
            }
            long begin = 0;
            for (var entry : order) {
                Literal tensor = entry.getValue();
                long end = begin + tensor.type().bytes();
                json.writeObjectPropertyStart(entry.getKey());
                json.writeStringProperty(
                        "dtype", ElementType.of(tensor.type().dtype()).name());
                json.writeName("shape");
                int[] sizes = tensor.type().shape().sizes();
                json.writeArray(sizes, 0, sizes.length);
                json.writeName("data_offsets");
                json.writeArray(new long[] {begin, end}, 0, 2);
                json.writeEndObject();
                begin = end;
            }
            json.writeEndObject();
        } catch (JacksonException e) {
            throw new FormatException(
                    "safetensors: names and metadata must be text that UTF-8 can spell: " + e.getOriginalMessage(), e);
        }
        bytes.writeBytes(" ".repeat(-bytes.size() & (ALIGNMENT - 1)).getBytes(StandardCharsets.US_ASCII));
        if (bytes.size() > Header.MOST_BYTES) {
            throw new FormatException("safetensors: the header must have at most " + Header.MOST_BYTES + " bytes, got "
                    + bytes.size() + " for " + order.size() + " tensors; write several files");
        }
        return bytes.toByteArray();
    }

    private void tensor(Literal tensor) throws IOException {
        int width = tensor.type().dtype().bytes();
        int done = 0;
        while (done < tensor.count()) {
            int count = Math.min(CHUNK / width, tensor.count() - done);
            Elements.encode(tensor.array(), done, count, buffer);
            out.write(buffer.array(), 0, count * width);
            done += count;
        }
    }
}
