package gradus.cli;

import gradus.io.file.AtomicFile;
import gradus.nn.data.Table;
import gradus.nn.train.CrossValidation.Score;
import gradus.nn.train.CrossValidation.Scores;
import gradus.nn.train.Prediction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The file of answers for rows that took no part in learning: each row with its fold, the answer of the model of that
/// fold and, for classes, the probability of each class. Where folds are dealt several times a row has a line for each
/// deal.
final class OutOfFold {
    private OutOfFold() {}

    static void write(Path file, Table table, Scores scores) {
        StringBuilder text = new StringBuilder();
        List<String> header = new ArrayList<>(table.columnNames());
        header.add(PredictCommand.free("fold", header));
        header.add(PredictCommand.free("prediction", header));
        for (String label : labels(scores)) {
            header.add(PredictCommand.free("probability of " + label, header));
        }
        Csv.line(text, header);
        for (Score score : scores.all()) {
            for (int i = 0; i < score.predictions().size(); i++) {
                List<String> cells = new ArrayList<>();
                for (String column : table.columnNames()) {
                    cells.add(table.cell(score.fold().judged().get(i), column).orElse(""));
                }
                cells.add(score.fold().name());
                Prediction prediction = score.predictions().get(i);
                cells.add(prediction.text());
                if (prediction instanceof Prediction.OfClass found) {
                    found.probabilities().values().forEach(share -> cells.add(Double.toString(share)));
                }
                Csv.line(text, cells);
            }
        }
        AtomicFile.write(file, text.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static List<String> labels(Scores scores) {
        return scores.all().getFirst().predictions().getFirst() instanceof Prediction.OfClass found
                ? List.copyOf(found.probabilities().keySet())
                : List.of();
    }
}
