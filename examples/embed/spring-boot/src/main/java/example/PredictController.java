package example;

import gradus.core.type.FormatException;
import gradus.nn.train.Prediction;
import gradus.nn.train.TableModel;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/// `POST /predict` takes the cells of a row by the names of their columns.
@RestController
final class PredictController {
    private final TableModel model;

    PredictController(TableModel model) {
        this.model = model;
    }

    /// An answer as JSON.
    record Answer(Object value, Map<String, Double> probabilities) {}

    @PostMapping("/predict")
    Answer predict(@RequestBody Map<String, String> row) {
        try {
            return switch (model.predict(row)) {
                case Prediction.OfClass found -> new Answer(found.label(), found.probabilities());
                case Prediction.OfValue found -> new Answer(found.value(), Map.of());
            };
        } catch (FormatException e) { // a column is missing, or its cell is no number
            throw new ResponseStatusException(HttpStatus.BAD_REQUEST, e.getMessage(), e);
        }
    }
}
