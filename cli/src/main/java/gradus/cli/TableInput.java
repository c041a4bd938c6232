package gradus.cli;

import gradus.cli.config.ConfigReader;
import gradus.cli.config.DataConfig;
import gradus.cli.config.Setting;
import gradus.cli.config.Settings;
import gradus.nn.data.Table;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;

/// Reads the table that a command names, with the flags that say how it is written.
final class TableInput {
    private TableInput() {}

    static List<Setting> settings() {
        return Settings.under("data.format");
    }

    static Table read(Path file, CommandSpec spec) {
        ConfigReader reader =
                ConfigReader.empty().with(Flags.given(spec.commandLine().getParseResult()));
        return Table.readCsv(
                file, reader.part("data.format", DataConfig.Format.class).options());
    }
}
