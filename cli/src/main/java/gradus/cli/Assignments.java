package gradus.cli;

import gradus.cli.config.Settings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// The words of a command line that are no flags: a file, and keys with their values such as
/// `optimizer.learningRate=1e-3`.
///
/// @param file the file, empty if none is named
/// @param given the texts by the flag that means the key
record Assignments(String file, Map<String, List<String>> given) {
    private static final Pattern FORM = Pattern.compile("[A-Za-z][A-Za-z0-9]*(\\.[A-Za-z0-9]+)*=.*", Pattern.DOTALL);

    /// Tells the words apart. A word that is the name of a file is one.
    ///
    /// @param command the command, for messages
    /// @throws IllegalArgumentException if a key is not known, or two words are files
    static Assignments of(List<String> words, String command) {
        List<String> files = new ArrayList<>();
        Map<String, List<String>> given = new LinkedHashMap<>();
        for (String word : words) {
            if (FORM.matcher(word).matches() && !Files.exists(Path.of(word))) {
                int at = word.indexOf('=');
                String flag = "--" + Settings.key(word.substring(0, at)).path();
                given.computeIfAbsent(flag, _ -> new ArrayList<>()).add(word.substring(at + 1));
            } else {
                files.add(word);
            }
        }
        if (files.size() > 1) {
            throw new IllegalArgumentException(command + ": there is nothing to do with '" + files.get(1)
                    + "'; beside a file, words are keys with values, such as optimizer.learningRate=1e-3");
        }
        return new Assignments(files.isEmpty() ? "" : files.getFirst(), given);
    }
}
