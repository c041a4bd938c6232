package gradus.cli;

import gradus.cli.config.Setting;
import gradus.cli.config.Settings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/// The flags that stand for keys of the configuration.
final class Flags {
    private Flags() {}

    /// Adds a flag for each key: short ones are shown in the help, those of the path are not.
    ///
    /// @param settings the keys
    static void add(CommandSpec spec, List<Setting> settings) {
        for (Setting setting : settings) {
            setting.flags().forEach(flag -> spec.addOption(option(flag, setting, false)));
            spec.addOption(option("--" + setting.path(), setting, true));
        }
    }

    private static OptionSpec option(String flag, Setting setting, boolean hidden) {
        String meaning = setting.meaning().substring(0, 1).toUpperCase(Locale.ROOT)
                + setting.meaning().substring(1);
        boolean isNone = setting.fallback().equals("none");
        return OptionSpec.builder(flag)
                .type(List.class)
                .auxiliaryTypes(String.class)
                .arity("1")
                .paramLabel(label(setting))
                .hidden(hidden)
                .description((meaning + (isNone ? "." : ". Default: " + setting.fallback() + ".")).replace("%", "%%"))
                .build();
    }

    private static String label(Setting setting) {
        return switch (setting.form()) {
            case TEXT -> setting.path().endsWith("File") || setting.path().startsWith("output.") ? "FILE" : "TEXT";
            case WHOLE, NUMBER -> "NUMBER";
            case WHOLES -> "N,N,…";
            case TEXTS -> "NAME,…";
            case PAIRS -> "NAME=TYPE";
            case NUMBERS -> "PATTERN=NUMBER";
        };
    }

    /// Gives the texts of the flags that were given. An option that a command has of its own by the same name is
    /// no key, such as another `--out`.
    static Map<String, List<String>> given(ParseResult result) {
        Map<String, Setting> known = Settings.byFlag();
        Map<String, List<String>> given = new LinkedHashMap<>();
        for (OptionSpec option : result.matchedOptionsSet()) {
            boolean isOwn = option.userObject() != null; // the field of the command
            if (!isOwn && known.containsKey(option.longestName())) {
                given.put(option.longestName(), option.stringValues());
            }
        }
        return given;
    }
}
