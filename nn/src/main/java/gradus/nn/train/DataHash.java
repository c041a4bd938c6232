package gradus.nn.train;

import gradus.nn.data.ArrayDataset;
import gradus.nn.data.image.ImageDataset;
import gradus.nn.data.series.SeriesSplit;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// The fingerprint of samples: SHA-256 in hexadecimal.
final class DataHash {
    private static final int FLOATS = 1024;

    private DataHash() {}

    /// Gives that of all features and targets in order.
    static String of(ArrayDataset samples) {
        MessageDigest digest = digest();
        ByteBuffer row = ByteBuffer.allocate(Float.BYTES * samples.width() + Double.BYTES);
        for (int i = 0; i < samples.size(); i++) {
            row.clear();
            for (float feature : samples.features(i)) {
                row.putFloat(feature);
            }
            row.putDouble(samples.target(i));
            digest.update(row.array());
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    /// Gives that of numbers in order.
    static String of(float[] numbers) {
        MessageDigest digest = digest();
        ByteBuffer part = ByteBuffer.allocate(Float.BYTES * FLOATS);
        for (int at = 0; at < numbers.length; at += FLOATS) {
            part.clear();
            for (int i = at; i < Math.min(at + FLOATS, numbers.length); i++) {
                part.putFloat(numbers[i]);
            }
            digest.update(part.array(), 0, part.position());
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    /// Gives that of all pixels and classes in order.
    static String of(ImageDataset images) {
        MessageDigest digest = digest();
        byte[] pixels = new byte[images.imageSize().count()];
        for (int i = 0; i < images.size(); i++) {
            images.pixels(i, pixels);
            digest.update(pixels);
            digest.update((byte) (images.classOf(i) >> 8));
            digest.update((byte) images.classOf(i));
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    /// Gives that of all standardised numbers of the training part of a series.
    static String of(SeriesSplit data) {
        MessageDigest digest = digest();
        int channels = data.series().channels();
        ByteBuffer row = ByteBuffer.allocate(Double.BYTES * channels);
        for (int t = 0; t < data.trainEnd(); t++) {
            row.clear();
            for (int c = 0; c < channels; c++) {
                row.putDouble(data.series().value(t, c));
            }
            digest.update(row.array());
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    /// Gives that of a text in UTF-8.
    static String of(String text) {
        return HexFormat.of().formatHex(digest().digest(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
