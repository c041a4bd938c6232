package gradus.cli;

import gradus.nn.train.Version;
import picocli.CommandLine.IVersionProvider;

/// Gives what `--version` prints.
final class VersionLines implements IVersionProvider {
    @Override
    public String[] getVersion() {
        return new String[] {"gradus " + Version.current(), System.getProperty("java.vm.name") + " " + Runtime.version()
        };
    }
}
