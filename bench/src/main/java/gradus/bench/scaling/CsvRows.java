package gradus.bench.scaling;

import gradus.core.type.FormatException;
import gradus.core.type.Key;
import gradus.core.type.Literal;
import gradus.core.type.TensorType;
import gradus.nn.data.Dataset;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/// The rows of a CSV file of numbers, read one by one as they are asked for; the last column is the target. Only the
/// reader's buffer is in memory, whatever the length of the file.
///
/// Meant for [gradus.nn.data.Loader.Order#AS_STORED]: a row before the last one read begins the file anew. The methods
/// exclude one another.
final class CsvRows implements Dataset, AutoCloseable {
    /// Columns of a generated table: nine features and the target.
    static final int COLUMNS = 10;

    private final Path file;
    private final int size;
    private BufferedReader reader;
    private int next;

    /// Opens a file.
    ///
    /// @param file lines of [#COLUMNS] numbers below a header
    /// @param size how many
    /// @throws IOException if it can't be read
    CsvRows(Path file, int size) throws IOException {
        this.file = file;
        this.size = size;
        this.reader = open();
    }

    /// Writes a table of uniform features and a target that they decide.
    ///
    /// @throws IOException if it can't be written
    static void write(Path file, int rows) throws IOException {
        SplittableRandom random = new SplittableRandom(1);
        try (Writer out = Files.newBufferedWriter(file)) {
            out.write("a,b,c,d,e,f,g,h,i,target\n");
            StringBuilder line = new StringBuilder();
            for (int row = 0; row < rows; row++) {
                line.setLength(0);
                int sum = 0;
                for (int column = 1; column < COLUMNS; column++) {
                    int thousandths = random.nextInt(-1000, 1001);
                    sum += column % 2 == 0 ? thousandths : -thousandths;
                    line.append(thousandths / 1000.0).append(',');
                }
                out.append(line.append(sum / 3000.0).append('\n'));
            }
        }
    }

    private BufferedReader open() throws IOException {
        BufferedReader opened = Files.newBufferedReader(file);
        opened.readLine(); // the header
        return opened;
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public List<TensorType> sampleTypes() {
        return List.of(TensorType.float32(COLUMNS - 1), TensorType.float32(1));
    }

    @Override
    public synchronized void read(int index, Key key, List<Literal> batch, int row) {
        try {
            if (index < next) {
                reader.close();
                reader = open();
                next = 0;
            }
            String line = reader.readLine();
            for (; next < index; next++) {
                line = reader.readLine();
            }
            next = index + 1;
            parse(line, batch.get(0).floats(), row * (COLUMNS - 1), batch.get(1).floats(), row);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void parse(@Nullable String line, float[] features, int at, float[] targets, int row) {
        if (line == null) {
            throw new FormatException("read " + file + ": there must be " + size + " rows, but the file ends in row "
                    + next + "; write it anew");
        }
        int begin = 0;
        for (int column = 0; column < COLUMNS - 1; column++) {
            int end = line.indexOf(',', begin);
            features[at + column] = Float.parseFloat(line.substring(begin, end));
            begin = end + 1;
        }
        targets[row] = Float.parseFloat(line.substring(begin));
    }

    @Override
    public synchronized void close() throws IOException {
        reader.close();
    }
}
