package gradus.house;

import static com.tngtech.archunit.lang.conditions.ArchConditions.be;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import org.junit.jupiter.api.Test;

/// How types are made and named, whatever they do.
final class TypesTest {
    private static final JavaClasses CLASSES = Classes.ofMain();

    private static final DescribedPredicate<JavaClass> ABSTRACT_CLASS = DescribedPredicate.describe(
            "an abstract class",
            type -> type.getModifiers().contains(JavaModifier.ABSTRACT) && !type.isInterface() && !type.isEnum());

    private static final DescribedPredicate<JavaClass> WRITTEN_CLASS = DescribedPredicate.describe(
            "classes with a name in the source that are neither interfaces nor enums",
            type -> !type.isInterface()
                    && !type.isEnum()
                    && !type.isAnonymousClass()
                    && !type.getModifiers().contains(JavaModifier.SYNTHETIC));

    @Test
    void classes_are_final_or_records() {
        classes().that(WRITTEN_CLASS).should().haveModifier(JavaModifier.FINAL).check(CLASSES);
    }

    @Test
    void no_class_is_abstract() {
        noClasses().should(be(ABSTRACT_CLASS)).check(CLASSES);
    }

    @Test
    void static_fields_are_final() {
        fields().that().areStatic().should().beFinal().allowEmptyShould(true).check(CLASSES);
    }

    @Test
    void only_programs_write_to_the_console() {
        noClasses()
                .that()
                .resideOutsideOfPackages("gradus.cli..", "gradus.examples..", "gradus.bench..")
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .orShould()
                .callMethod(Throwable.class, "printStackTrace")
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.lang.IO")
                .check(CLASSES);
    }

    @Test
    void names_say_what_a_type_is() {
        noClasses()
                .should()
                .haveNameMatching(".*[.$](Abstract|Base)[A-Z][^.$]*")
                .orShould()
                .haveNameMatching(".*(Impl|Manager|Helper|Utils?|Info|Data)")
                .check(CLASSES);
    }
}
