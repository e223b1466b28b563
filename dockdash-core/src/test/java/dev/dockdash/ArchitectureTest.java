package dev.dockdash;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaModifier.PROTECTED;
import static com.tngtech.archunit.core.domain.JavaModifier.PUBLIC;
import static com.tngtech.archunit.lang.conditions.ArchConditions.haveSimpleNameEndingWith;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaType;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.util.Set;
import java.util.stream.Stream;

/** The package rules of the design, which hold for every class of this module. */
@AnalyzeClasses(packages = "dev.dockdash", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule packagesFormNoCycle =
            slices().assignedFrom(packages()).should().beFreeOfCycles().allowEmptyShould(true);

    @ArchTest
    static final ArchRule publicSignaturesShowNoPlumbing = classes()
            .that(areVisibleToUsers())
            .should(notShow(resideInAnyPackage(
                    "dev.dockdash..internal..",
                    "com.fasterxml.jackson..",
                    "okhttp3..",
                    "okio..",
                    "kotlin..",
                    "org.apache.commons.compress..",
                    "com.github.luben..")))
            .because("users would have to compile against it, and we could no longer change it")
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule registryNeverUsesItsClient = noClasses()
            .that()
            .resideInAPackage("dev.dockdash.testregistry..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.dockdash.registry..")
            .because("a server that shares code with its client only confirms itself")
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule clientNeverUsesTheRegistry = noClasses()
            .that()
            .resideInAPackage("dev.dockdash.registry..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.dockdash.testregistry..")
            .because("a client that shares code with its server only confirms itself")
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule namesSayWhatClassesAre = noClasses()
            .should(haveSimpleNameEndingWith("Utils")
                    .or(haveSimpleNameEndingWith("Util"))
                    .or(haveSimpleNameEndingWith("Helper"))
                    .or(haveSimpleNameEndingWith("Manager"))
                    .or(haveSimpleNameEndingWith("Impl"))
                    .or(haveSimpleNameEndingWith("Common")))
            .because("a method belongs on its type, and a concept has a name")
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule valuesOfTheSpecsDoNoInputOrOutput = noClasses()
            .that()
            .resideInAPackage("dev.dockdash.oci..")
            .should()
            .dependOnClassesThat(
                    resideInAnyPackage("java.nio.file..", "java.nio.channels..", "java.net.http..", "okhttp3..")
                            .or(isOneOf("java.io.File", "java.io.FileInputStream", "java.io.FileOutputStream"))
                            .or(isOneOf("java.io.RandomAccessFile", "java.io.FileReader", "java.io.FileWriter"))
                            .or(isOneOf("java.net.Socket", "java.net.URL", "java.net.URLConnection")))
            .because("they are values")
            .allowEmptyShould(true);

    private static DescribedPredicate<JavaClass> isOneOf(String... names) {
        Set<String> all = Set.of(names);
        return DescribedPredicate.describe("is one of " + all, type -> all.contains(type.getName()));
    }

    /** One slice per package, the root package included, which a package pattern would leave out. */
    private static SliceAssignment packages() {
        return new SliceAssignment() {
            @Override
            public SliceIdentifier getIdentifierOf(JavaClass type) {
                return SliceIdentifier.of(type.getPackageName());
            }

            @Override
            public String getDescription() {
                return "packages";
            }
        };
    }

    private static DescribedPredicate<JavaClass> areVisibleToUsers() {
        return DescribedPredicate.describe(
                "are visible to users",
                type -> !type.getPackageName().contains(".internal") && isVisibleWithAllAround(type));
    }

    private static boolean isVisibleWithAllAround(JavaClass type) {
        return isVisible(type.getModifiers())
                && type.getEnclosingClass()
                        .map(ArchitectureTest::isVisibleWithAllAround)
                        .orElse(true);
    }

    private static boolean isVisible(Set<JavaModifier> modifiers) {
        return modifiers.contains(PUBLIC) || modifiers.contains(PROTECTED);
    }

    private static ArchCondition<JavaClass> notShow(DescribedPredicate<JavaClass> plumbing) {
        return new ArchCondition<>("not show classes that " + plumbing.getDescription() + " in a signature") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                Stream.concat(type.getSuperclass().stream(), type.getInterfaces().stream())
                        .forEach(parent -> report(type, type.getDescription(), parent, events));
                type.getTypeParameters().forEach(bound -> report(type, type.getDescription(), bound, events));
                type.getMembers().stream()
                        .filter(member -> isVisible(member.getModifiers()))
                        .forEach(member ->
                                signature(member).forEach(part -> report(type, member.getDescription(), part, events)));
            }

            private void report(JavaClass type, String where, JavaType shown, ConditionEvents events) {
                shown.getAllInvolvedRawTypes().stream()
                        .filter(plumbing)
                        .forEach(raw ->
                                events.add(SimpleConditionEvent.violated(type, where + " shows " + raw.getName())));
            }
        };
    }

    private static Stream<? extends JavaType> signature(JavaMember member) {
        if (member instanceof JavaCodeUnit codeUnit) {
            return Stream.of(
                            Stream.of(codeUnit.getReturnType()),
                            codeUnit.getParameterTypes().stream(),
                            codeUnit.getTypeParameters().stream(),
                            codeUnit.getExceptionTypes().stream())
                    .flatMap(types -> types);
        }
        return Stream.of(((JavaField) member).getType());
    }
}
