package gradus.cli;

import gradus.cli.config.ConfigReader;
import gradus.cli.config.DataConfig;
import gradus.cli.config.Setting;
import gradus.cli.config.Settings;
import gradus.nn.data.Table;
import gradus.nn.data.TargetEncoder;
import gradus.nn.train.ImageModel;
import gradus.nn.train.Model;
import gradus.nn.train.ReconstructionInput;
import gradus.nn.train.ReconstructionModel;
import gradus.nn.train.SeriesModel;
import gradus.nn.train.TableModel;
import gradus.nn.train.TextModel;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;

/// Reads the table that a command names, with the flags that say how it is written, and refuses those that a model has
/// no use for.
final class TableInput {
    private TableInput() {}

    static List<Setting> settings() {
        return Settings.under("data.format");
    }

    /// Refuses flags that say how a table is written, for a model that reads none.
    ///
    /// @param file the file of the model
    static void requireFormat(Path file, Model model, CommandSpec spec) {
        Map<String, Setting> known = Settings.byFlag();
        Flags.given(spec.commandLine().getParseResult()).keySet().stream()
                .filter(flag -> settings().contains(known.get(flag)))
                .forEach(flag -> refuse(
                        !answersRows(model) && !(model instanceof SeriesModel),
                        flag + ": it says how a table is written",
                        file,
                        model));
    }

    /// Says whether a model has an answer for each row of a table.
    static boolean answersRows(Model model) {
        return model instanceof TableModel
                || model instanceof ReconstructionModel back && back.input() instanceof ReconstructionInput.Rows;
    }

    /// Refuses a flag that means nothing for a model.
    ///
    /// @param flag the flag and what it does
    static void refuse(boolean isNoUse, String flag, Path file, Model model) {
        if (isNoUse) {
            throw new IllegalArgumentException(flag + ", and " + file + " holds " + kind(model) + "; leave it out");
        }
    }

    /// Gives what a model is, in words.
    static String kind(Model model) {
        return switch (model) {
            case TableModel table ->
                switch (table.preprocessing().target()) {
                    case TargetEncoder.Classes _ -> "a model of classes of rows";
                    case TargetEncoder.Scaled _ -> "a model of numbers of rows";
                };
            case ImageModel _ -> "a model of images";
            case TextModel _ -> "a language model";
            case SeriesModel _ -> "a forecast of series";
            case ReconstructionModel back ->
                switch (back.input()) {
                    case ReconstructionInput.Rows _ -> "an autoencoder of rows";
                    case ReconstructionInput.Pictures _ -> "an autoencoder of pictures";
                };
        };
    }

    static Table read(Path file, CommandSpec spec) {
        ConfigReader reader =
                ConfigReader.empty().with(Flags.given(spec.commandLine().getParseResult()));
        return Table.read(
                file, reader.part("data.format", DataConfig.Format.class).options());
    }
}
