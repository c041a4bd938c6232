package gradus.cli.run;

import gradus.cli.config.ReconstructionPreparation;
import gradus.nn.data.FeatureSplit;
import gradus.nn.data.image.ImageSplit;

/// Says what autoencoder is about to be trained.
final class ReconstructionOutline {
    private ReconstructionOutline() {}

    static void show(ReconstructionPreparation prepared, Screen screen) {
        switch (prepared.source()) {
            case ReconstructionPreparation.Source.Rows(var table, var split) -> {
                Outline.columns(table, split.profile(), screen);
                screen.say("Task: the columns come back; what comes back badly is an anomaly");
                screen.say("Rows: " + split.train().rowCount() + " for training, "
                        + split.validation().rowCount() + " for validation, "
                        + split.test().rowCount() + " for the test");
                network(prepared, ", " + split.features().width() + " features", screen);
            }
            case ReconstructionPreparation.Source.Pictures(var split) -> {
                screen.say(prepared.config().data().file() + ": images of "
                        + split.train().imageSize());
                screen.say("Task: the images come back; what comes back badly is an anomaly");
                screen.say("Images: " + split.train().size() + " for training, "
                        + split.validation().size() + " for validation, "
                        + split.test().size() + " for the test");
                network(prepared, "", screen);
            }
        }
    }

    private static void network(ReconstructionPreparation prepared, String features, Screen screen) {
        screen.say("Network: " + prepared.plan().describe() + features + ", " + Outline.parameters(prepared));
        Outline.backend(screen);
    }

    static void tell(ReconstructionPreparation prepared, Screen screen) {
        JsonLine line =
                JsonLine.of("data").put("file", prepared.config().data().file()).put("task", "autoencode");
        switch (prepared.source()) {
            case ReconstructionPreparation.Source.Rows(var table, FeatureSplit split) -> {
                Outline.tell(split.profile(), screen);
                line.put("rows", table.rowCount())
                        .put("training", split.train().rowCount())
                        .put("validation", split.validation().rowCount())
                        .put("test", split.test().rowCount())
                        .put("notes", split.profile().notes());
            }
            case ReconstructionPreparation.Source.Pictures(ImageSplit split) ->
                line.put("training", split.train().size())
                        .put("validation", split.validation().size())
                        .put("test", split.test().size());
        }
        screen.tell(line.put("noise", prepared.plan().noise())
                .put("network", prepared.architecture().describe()));
    }
}
