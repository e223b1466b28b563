package dev.dockdash.junit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;

class DefinitionMessagesTest {

    private static void assertFails(Class<?> testCase, String annotation, String problem) {
        CaseRun run = CaseRun.of(testCase);

        assertThat(run.onlyFailure())
                .isInstanceOf(ExtensionConfigurationException.class)
                .hasMessage(annotation + " on class " + testCase.getName() + ": " + problem);
        assertThat(run.testsStarted()).isZero();
    }

    /** Has one test, which must not run. */
    abstract static class WithTest {

        @Test
        void test() {}
    }

    @Test
    void missingResourceNamesItsNeighbours() {
        assertFails(
                MissingTestCase.class,
                "@BuildImage(\"images/wbe\")",
                "no resource \"images/wbe\" on the class path. Under \"images/\": Mixed-Case, db, not a name, web.");
    }

    @BuildImage("images/wbe")
    static class MissingTestCase extends WithTest {}

    @Test
    void missingResourceNamesTheClosestDirectoryThatExists() {
        assertFails(
                MissingFolderTestCase.class,
                "@BuildImage(\"/images/web/deep/er\")",
                "no resource \"images/web/deep/er\" on the class path. Under \"images/web/\": app, etc.");
    }

    @BuildImage("/images/web/deep/er")
    static class MissingFolderTestCase extends WithTest {}

    @Test
    void resourceMustBeADirectory() {
        String url = String.valueOf(getClass().getClassLoader().getResource("images/web/etc/web.conf"));
        assertFails(
                FileTestCase.class,
                "@BuildImage(value = \"images/web/etc/web.conf\", name = \"web\")",
                "the resource \"images/web/etc/web.conf\" is a file (" + url + "): expected a directory");
    }

    @BuildImage(value = "images/web/etc/web.conf", name = "web")
    static class FileTestCase extends WithTest {}

    @Test
    void resourceIsNoPathWithDots() {
        assertFails(
                DotsTestCase.class,
                "@BuildImage(\"../web\")",
                "Invalid resource \"../web\": expected a directory from the root of the class path on, such as images/web");
    }

    @BuildImage("../web")
    static class DotsTestCase extends WithTest {}

    @Test
    void environmentVariableNeedsAnEqualsSign() {
        assertFails(EnvTestCase.class, "@BuildImage(\"images/web\")", "Invalid env \"LANG\": expected name=value");
    }

    @BuildImage(value = "images/web", env = "LANG")
    static class EnvTestCase extends WithTest {}

    @Test
    void environmentVariableIsSetOnce() {
        assertFails(TwiceTestCase.class, "@BuildImage(\"images/web\")", "Invalid env \"A=2\": A is there already");
    }

    @BuildImage(
            value = "images/web",
            env = {"A=1", "A=2"})
    static class TwiceTestCase extends WithTest {}

    @Test
    void labelNeedsAName() {
        assertFails(LabelTestCase.class, "@BuildImage(\"images/web\")", "Invalid label \"=x\": expected name=value");
    }

    @BuildImage(value = "images/web", labels = "=x")
    static class LabelTestCase extends WithTest {}

    @Test
    void annotationNeedsAnEqualsSign() {
        assertFails(
                AnnotationTestCase.class,
                "@BuildImage(\"images/web\")",
                "Invalid annotation \"x\": expected name=value");
    }

    @BuildImage(value = "images/web", annotations = "x")
    static class AnnotationTestCase extends WithTest {}

    @Test
    void portIsANumber() {
        assertFails(
                PortTestCase.class,
                "@BuildImage(\"images/web\")",
                "Invalid exposed port \"http\": expected a number from 1 to 65535 and optionally a protocol, such as"
                        + " 8080/tcp");
    }

    @BuildImage(value = "images/web", exposedPorts = "http")
    static class PortTestCase extends WithTest {}

    @Test
    void volumeIsAnAbsolutePath() {
        assertFails(
                VolumeTestCase.class,
                "@BuildImage(\"images/web\")",
                "Invalid volume \"data\": expected an absolute path");
    }

    @BuildImage(value = "images/web", volumes = "data")
    static class VolumeTestCase extends WithTest {}

    @Test
    void nameIsARepository() {
        assertFails(
                NameTestCase.class,
                "@BuildImage(value = \"images/web\", name = \"Web\")",
                "Invalid name \"Web\": Invalid image reference \"localhost/Web:latest\": the repository \"Web\" has"
                        + " upper-case letters: expected lower case, \"localhost/web:latest\"");
    }

    @BuildImage(value = "images/web", name = "Web")
    static class NameTestCase extends WithTest {}

    @Test
    void tagIsChecked() {
        assertFails(
                TagTestCase.class,
                "@BuildImage(\"images/web\")",
                "Invalid tag \"a b\": Invalid image reference \"localhost/web:a b\": the tag \"a b\" of 3 characters is"
                        + " not valid: expected 1 to 128 letters, digits, underscores, dots and hyphens, not starting"
                        + " with a dot or hyphen");
    }

    @BuildImage(value = "images/web", tag = "a b")
    static class TagTestCase extends WithTest {}

    @Test
    void directoryThatCannotNameARepositoryNeedsAName() {
        assertFails(
                UnnamableTestCase.class,
                "@BuildImage(\"images/not a name\")",
                "\"not a name\" cannot be the name of a repository, not even in lower case: set name");
    }

    @BuildImage("images/not a name")
    static class UnnamableTestCase extends WithTest {}

    @Test
    void somethingMustBeAskedFor() {
        assertFails(
                NothingTestCase.class,
                "@BuildImage",
                "There is neither value nor name: set value to a directory of the class path, or name");
    }

    @BuildImage
    static class NothingTestCase extends WithTest {}

    @Test
    void namesOfOneClassDiffer() {
        assertFails(
                SameNameTestCase.class,
                "@BuildImage(value = \"images/db\", name = \"web\")",
                "the name \"web\" is taken by @BuildImage(\"images/web\"). Set name to another one");
    }

    @BuildImage("images/web")
    @BuildImage(value = "images/db", name = "web")
    static class SameNameTestCase extends WithTest {}

    @Test
    void inheritedDeclarationIsBlamedWhereItStands() {
        assertThat(CaseRun.of(InheritingTestCase.class).onlyFailure())
                .hasMessage("@BuildImage(\"images/web\") on class " + BadBaseCase.class.getName()
                        + ": Invalid env \"LANG\": expected name=value");
    }

    @BuildImage(value = "images/web", env = "LANG")
    abstract static class BadBaseCase extends WithTest {}

    static class InheritingTestCase extends BadBaseCase {}

    @Test
    void badDefinitionFailsTheInstancePerClassToo() {
        CaseRun run = CaseRun.of(PerClassTestCase.class);

        assertThat(run.onlyFailure())
                .hasRootCauseMessage("Invalid env \"LANG\": expected name=value")
                .hasMessageContaining("@BuildImage(\"images/web\") on class " + PerClassTestCase.class.getName());
        assertThat(run.testsStarted()).isZero();
    }

    @BuildImage(value = "images/web", env = "LANG")
    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    static class PerClassTestCase extends WithTest {

        PerClassTestCase(PushedImage web) {
            assertThat(web).isNotNull();
        }
    }

    @Test
    void unknownCompressionListsTheKnownOnes() {
        assertThat(CaseRun.withParameter("dockdash.compression", "brotli", FineTestCase.class)
                        .onlyFailure())
                .isInstanceOf(ExtensionConfigurationException.class)
                .hasMessage("Configuration parameter dockdash.compression is \"brotli\": expected one of"
                        + " [zstd, gzip, none]");
    }

    @BuildImage("images/web")
    static class FineTestCase extends WithTest {}
}
