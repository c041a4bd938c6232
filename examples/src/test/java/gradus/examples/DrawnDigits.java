package gradus.examples;

import gradus.core.type.Key;
import gradus.nn.data.samples.SampleSet;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/// Digits drawn with strokes, three pixels to one, in files like those of MNIST.
final class DrawnDigits {
    private static final int DRAWN = 8;
    private static final int ZOOM = 3;
    private static final int SIDE = 28;
    private static final int BRIGHTEST = 16;

    private DrawnDigits() {}

    static void write(Path folder, String part, int count, Key key) throws IOException {
        var pixels = ByteBuffer.allocate(16 + count * SIDE * SIDE);
        pixels.putInt(0x0803).putInt(count).putInt(SIDE).putInt(SIDE);
        var classes = ByteBuffer.allocate(8 + count).putInt(0x0801).putInt(count);
        SampleSet.DIGITS.rows(count, key).forEach((List<String> row) -> {
            int start = pixels.position();
            for (int i = 0; i < SIDE * SIDE; i++) {
                int y = i / SIDE / ZOOM;
                int x = i % SIDE / ZOOM;
                boolean inside = y < DRAWN && x < DRAWN;
                double value = inside ? Double.parseDouble(row.get(y * DRAWN + x)) : 0;
                pixels.put(start + i, (byte) Math.min(255, value * 256 / BRIGHTEST));
            }
            pixels.position(start + SIDE * SIDE);
            classes.put((byte) Integer.parseInt(row.getLast()));
        });
        pack(folder.resolve(part + "-images-idx3-ubyte.gz"), pixels.array());
        pack(folder.resolve(part + "-labels-idx1-ubyte.gz"), classes.array());
    }

    private static void pack(Path file, byte[] bytes) throws IOException {
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write(bytes);
        }
    }
}
