package gradus.cli;

import gradus.cli.run.JsonLine;
import gradus.cli.run.Screen;
import gradus.io.file.AtomicFile;
import gradus.nn.data.series.Series;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A forecast as comma-separated text or JSON: a line for each time, from 1, the first one after the last row.
///
/// @param screen where it goes
/// @param forecast the numbers in the units of the data
record SeriesPredictions(Screen screen, Series forecast) {
    int write(Optional<Path> out) {
        byte[] text = text().getBytes(StandardCharsets.UTF_8);
        if (out.isPresent()) {
            AtomicFile.write(out.get(), text);
            screen.say(out.get() + ": a forecast of " + forecast.length() + " times");
            screen.tell(
                    JsonLine.of("predictions").put("file", out.get().toString()).put("rows", forecast.length()));
        } else if (screen.mode() == Screen.Mode.JSON) {
            for (int t = 0; t < forecast.length(); t++) {
                Map<String, Double> values = new LinkedHashMap<>();
                for (int c = 0; c < forecast.channels(); c++) {
                    values.put(forecast.names().get(c), forecast.value(t, c));
                }
                screen.tell(JsonLine.of("prediction").put("step", t + 1).put("values", values));
            }
        } else {
            Csv.print(screen, (OutputStream stream) -> stream.write(text));
        }
        return 0;
    }

    private String text() {
        StringBuilder text = new StringBuilder();
        List<String> header = new ArrayList<>(forecast.names());
        header.addFirst(PredictCommand.free("step", header));
        Csv.line(text, header);
        for (int t = 0; t < forecast.length(); t++) {
            List<String> cells = new ArrayList<>();
            cells.add(Integer.toString(t + 1));
            for (int c = 0; c < forecast.channels(); c++) {
                cells.add(Double.toString(forecast.value(t, c)));
            }
            Csv.line(text, cells);
        }
        return text.toString();
    }
}
