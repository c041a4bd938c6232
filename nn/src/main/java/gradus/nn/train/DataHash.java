package gradus.nn.train;

import gradus.nn.data.ArrayDataset;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// The fingerprint of samples.
final class DataHash {
    private DataHash() {}

    /// Gives the SHA-256 of all features and targets in order, in hexadecimal.
    static String of(ArrayDataset samples) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
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
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
