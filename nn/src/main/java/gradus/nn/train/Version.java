package gradus.nn.train;

import java.lang.module.ModuleDescriptor;

/// The version of Gradus that runs.
public final class Version {
    private Version() {}

    /// Gives the version from the module or the jar, or `development`.
    public static String current() {
        ModuleDescriptor descriptor = Version.class.getModule().getDescriptor();
        if (descriptor != null && descriptor.rawVersion().isPresent()) {
            return descriptor.rawVersion().get();
        }
        String version = Version.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }
}
