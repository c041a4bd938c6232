package gradus.house;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;

/// The compiled classes of all modules.
final class Classes {
    private Classes() {}

    /// Gives every class under `src/main` of every module, imported once per call.
    static JavaClasses ofMain() {
        return new ClassFileImporter()
                .withImportOption(new DoNotIncludeTests())
                .withImportOption(location -> !location.contains("/house/"))
                .importPackages("gradus");
    }
}
