package dev.dockdash.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dockdash.image.Image;
import java.io.File;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ParameterResolutionException;

/** What users may get wrong beside the definition of an image, and that no registry starts then. */
@NullUnmarked // The extension sets no field here.
class BadInputTest {

    private static final String HERE = BadInputTest.class.getName() + "$";

    /** Runs with a registry that cannot start, so that anything found too late has another message. */
    private static void assertFails(Class<?> testCase, String message) {
        CaseRun run = CaseRun.withParameters(
                Map.of("dockdash.registry.type", "external", "dockdash.registry.host", "localhost:1"), testCase);

        assertThat(run.onlyFailure())
                .isInstanceOf(ExtensionConfigurationException.class)
                .hasMessage(message);
    }

    /** Has one test, which must not run. */
    abstract static class WithTest {

        @Test
        void test() {
            throw new AssertionError("This must not run");
        }
    }

    @Test
    void fieldsMustNotBeFinal() {
        assertFails(
                FinalFieldTestCase.class,
                "@BuildImage field [private static final String " + HERE
                        + "FinalFieldTestCase.unused] must not be final.");
        assertFails(
                FinalInstanceFieldTestCase.class,
                "@EphemeralRegistry field [final TestRegistry " + HERE
                        + "FinalInstanceFieldTestCase.registry] must not be final.");
    }

    static class FinalFieldTestCase extends WithTest {

        @BuildImage("images/web")
        private static final String unused = "";
    }

    static class FinalInstanceFieldTestCase extends WithTest {

        @EphemeralRegistry
        final TestRegistry registry = null;
    }

    @Test
    void fieldsMustHaveATypeThatFits() {
        assertFails(
                FileFieldTestCase.class,
                "Can only resolve @BuildImage field of type java.lang.String or dev.dockdash.junit.PushedImage but was:"
                        + " java.io.File. Change the type of field [static File " + HERE + "FileFieldTestCase.web].");
        assertFails(
                PathFieldTestCase.class,
                "Can only resolve @RegistryRef field of type java.lang.String or java.net.URI or"
                        + " dev.dockdash.junit.TestRegistry but was: java.nio.file.Path. Change the type of field [Path "
                        + HERE + "PathFieldTestCase.registry].");
    }

    static class FileFieldTestCase extends WithTest {

        @BuildImage("images/web")
        static File web;
    }

    static class PathFieldTestCase extends WithTest {

        @RegistryRef
        Path registry;
    }

    @Test
    void annotationsExcludeEachOther() {
        assertFails(
                TwoAnnotationsTestCase.class,
                "@BuildImage and @EphemeralRegistry on field [static String " + HERE
                        + "TwoAnnotationsTestCase.web] exclude each other. Leave one out.");
    }

    static class TwoAnnotationsTestCase extends WithTest {

        @BuildImage("images/web")
        @EphemeralRegistry
        static String web;
    }

    @Test
    void twoOfOneNameAreTooMany() {
        assertFails(
                SameNameTestCase.class,
                "@BuildImage(value = \"images/db\", name = \"web\") on field [static String " + HERE
                        + "SameNameTestCase.db]: the name \"web\" is taken by @BuildImage(\"images/web\") on class "
                        + HERE + "SameNameTestCase. Set name to another one");
        assertFails(
                TwoRegistriesTestCase.class,
                "@EphemeralRegistry on field [static TestRegistry " + HERE
                        + "TwoRegistriesTestCase.second]: the default registry is @EphemeralRegistry on field [static"
                        + " TestRegistry " + HERE + "TwoRegistriesTestCase.first]. Set value to a name");
    }

    @BuildImage("images/web")
    static class SameNameTestCase extends WithTest {

        @BuildImage(value = "images/db", name = "web")
        static String db;
    }

    static class TwoRegistriesTestCase extends WithTest {

        @EphemeralRegistry
        static TestRegistry first;

        @EphemeralRegistry
        static TestRegistry second;
    }

    @Test
    void basesMustNotBeCircular() {
        assertFails(
                CircularTestCase.class,
                "@BuildImage(name = \"a\") on class " + HERE
                        + "CircularTestCase: fromImage is circular: a -> b -> c -> a."
                        + " Let one of them begin from another base");
        assertFails(
                SelfTestCase.class,
                "@BuildImage(name = \"a\") on class " + HERE + "SelfTestCase: fromImage is circular: a -> a."
                        + " Let one of them begin from another base");
    }

    @BuildImage(name = "a", fromImage = "b")
    @BuildImage(name = "b", fromImage = "c")
    @BuildImage(name = "c", fromImage = "a")
    static class CircularTestCase extends WithTest {}

    @BuildImage(name = "a", fromImage = "a")
    static class SelfTestCase extends WithTest {}

    @Test
    void basesMustBeDeclared() {
        assertFails(
                UnknownBaseTestCase.class,
                "@BuildImage(name = \"a\") on class " + HERE
                        + "UnknownBaseTestCase: No image \"b\" for fromImage: declared" + " here are \"a\", \"c\".");
    }

    @BuildImage(name = "a", fromImage = "b")
    @BuildImage(name = "c")
    static class UnknownBaseTestCase extends WithTest {}

    @Test
    void basesMustHaveThePlatform() {
        assertFails(
                LackingBaseTestCase.class,
                "@BuildImage(name = \"a\") on class " + HERE
                        + "LackingBaseTestCase: cannot build the image: there is no"
                        + " image for linux/arm64: expected one of linux/amd64");
    }

    @BuildImage(name = "a", fromImage = "b", platforms = "linux/arm64")
    @BuildImage(name = "b")
    static class LackingBaseTestCase extends WithTest {}

    @Test
    void attributesExcludeEachOther() {
        assertFails(
                TwoBasesTestCase.class,
                "@BuildImage(name = \"a\") on class " + HERE
                        + "TwoBasesTestCase: from and fromImage exclude each other:"
                        + " from is \"debian:12\", fromImage is \"b\"");
        assertFails(
                FactoryTestCase.class,
                "@BuildImage(\"images/web\") on class " + HERE + "FactoryTestCase: factory and value, layers, env, user"
                        + " exclude each other: do all in " + HERE + "EmptyFactory, or leave out factory");
        assertFails(
                TwoAuthsTestCase.class,
                "@EphemeralRegistry on class " + HERE + "TwoAuthsTestCase: basicAuth and tokenAuth exclude each other."
                        + " Leave one out");
        assertFails(
                ContainerOptionTestCase.class,
                "@EphemeralRegistry(type = CONTAINER) on class " + HERE
                        + "ContainerOptionTestCase: type = CONTAINER and"
                        + " tls exclude each other: tls is for registries inside the JVM. Leave one out");
        assertFails(
                EmbeddedImageTestCase.class,
                "@EphemeralRegistry(type = EMBEDDED) on class " + HERE
                        + "EmbeddedImageTestCase: type = EMBEDDED and image"
                        + " exclude each other: image is for registries in containers. Leave one out");
        assertFails(
                ImageOptionTestCase.class,
                "@EphemeralRegistry on class " + HERE
                        + "ImageOptionTestCase: readOnly and image exclude each other: one"
                        + " is for registries inside the JVM, the other for those in containers. Leave one out");
    }

    @BuildImage(name = "a", from = "debian:12", fromImage = "b")
    static class TwoBasesTestCase extends WithTest {}

    static final class EmptyFactory implements ImageFactory {

        @Override
        public Image create(ImageContext context) throws Exception {
            return context.image().build();
        }
    }

    @BuildImage(
            value = "images/web",
            layers = @ImageLayer(text = "", to = "/empty"),
            env = "A=1",
            user = "1",
            factory = EmptyFactory.class)
    static class FactoryTestCase extends WithTest {}

    @EphemeralRegistry(basicAuth = "a:b", tokenAuth = "a:b")
    static class TwoAuthsTestCase extends WithTest {}

    @EphemeralRegistry(type = EphemeralRegistry.Type.CONTAINER, tls = true)
    static class ContainerOptionTestCase extends WithTest {}

    @EphemeralRegistry(type = EphemeralRegistry.Type.EMBEDDED, image = "registry:2")
    static class EmbeddedImageTestCase extends WithTest {}

    @EphemeralRegistry(readOnly = true, image = "registry:2")
    static class ImageOptionTestCase extends WithTest {}

    @Test
    void credentialsAreNotRepeated() {
        assertFails(
                NoPasswordTestCase.class,
                "@EphemeralRegistry on class " + HERE
                        + "NoPasswordTestCase: Invalid basicAuth: expected user:password");
    }

    @EphemeralRegistry(basicAuth = "secret")
    static class NoPasswordTestCase extends WithTest {}

    @Test
    void faultsAreChecked() {
        assertFails(
                StatusTestCase.class,
                "@EphemeralRegistry on class " + HERE + "StatusTestCase: Invalid status 42: expected 200 to 599");
        assertFails(
                TokenFaultTestCase.class,
                "@EphemeralRegistry on class " + HERE
                        + "TokenFaultTestCase: The fault EXPIRE_TOKEN needs tokenAuth. Set" + " it");
    }

    @EphemeralRegistry(faults = @RegistryFault(value = RegistryFault.Kind.STATUS, amount = 42))
    static class StatusTestCase extends WithTest {}

    @EphemeralRegistry(faults = @RegistryFault(RegistryFault.Kind.EXPIRE_TOKEN))
    static class TokenFaultTestCase extends WithTest {}

    @Test
    void layersAreChecked() {
        assertFails(
                TwoSourcesTestCase.class,
                "@BuildImage(name = \"a\") on class " + HERE + "TwoSourcesTestCase: Invalid layer to \"/a\": expected"
                        + " exactly one of resource, file and text but got resource and text");
        assertFails(
                NoSourceTestCase.class,
                "@BuildImage(name = \"a\") on class " + HERE
                        + "NoSourceTestCase: Invalid layer to \"/a\": expected exactly"
                        + " one of resource, file and text but got none");
        assertFails(
                NoTargetTestCase.class,
                "@BuildImage(name = \"a\") on class " + HERE
                        + "NoTargetTestCase: Invalid layer: to is empty: expected a"
                        + " path in the image, such as /app");
        assertFails(
                BadModeTestCase.class,
                "@BuildImage(name = \"a\") on class " + HERE + "BadModeTestCase: Invalid mode \"rwx\" of the layer to"
                        + " \"/a\": expected octal digits, such as 0755");
        assertFails(
                BadOwnerTestCase.class,
                "@BuildImage(name = \"a\") on class " + HERE
                        + "BadOwnerTestCase: Invalid owner \"root\" of the layer to"
                        + " \"/a\": expected numbers of owner and group, such as 1000:1000");
    }

    @BuildImage(name = "a", layers = @ImageLayer(resource = "images/web", text = "x", to = "/a"))
    static class TwoSourcesTestCase extends WithTest {}

    @BuildImage(name = "a", layers = @ImageLayer(to = "/a"))
    static class NoSourceTestCase extends WithTest {}

    @BuildImage(name = "a", layers = @ImageLayer(text = "x", to = ""))
    static class NoTargetTestCase extends WithTest {}

    @BuildImage(name = "a", layers = @ImageLayer(text = "x", to = "/a", mode = "rwx"))
    static class BadModeTestCase extends WithTest {}

    @BuildImage(name = "a", layers = @ImageLayer(text = "x", to = "/a", owner = "root"))
    static class BadOwnerTestCase extends WithTest {}

    @Test
    void filesOfLayersMustBeThere() {
        assertFails(
                MissingFileTestCase.class,
                "@BuildImage(name = \"a\") on class " + HERE + "MissingFileTestCase: no file \"target/missing\" in "
                        + Path.of("").toAbsolutePath() + ". If a build makes it, run that first");
        assertFails(
                MissingResourceTestCase.class,
                "@BuildImage(name = \"a\") on field [String " + HERE
                        + "MissingResourceTestCase.ofInstance]: no resource"
                        + " \"layers/tre\" on the class path. Under \"layers/\": single.txt, tree.");
    }

    @BuildImage(name = "a", layers = @ImageLayer(file = "target/missing", to = "/a"))
    static class MissingFileTestCase extends WithTest {}

    static class MissingResourceTestCase extends WithTest {

        @BuildImage(name = "a", layers = @ImageLayer(resource = "layers/tre", to = "/a"))
        String ofInstance;
    }

    @Test
    void registriesMustBeDeclared() {
        assertFails(
                UnknownRegistryTestCase.class,
                "@BuildImage(name = \"a\") on class " + HERE
                        + "UnknownRegistryTestCase: No registry \"prd\" for the image:"
                        + " declared here are \"prod\".");
        assertFails(
                SeveralRegistriesTestCase.class,
                "@BuildImage(name = \"a\") on class " + HERE
                        + "SeveralRegistriesTestCase: Cannot choose a registry for the"
                        + " image: declared here are \"one\", \"two\". Name one, such as \"one\".");
    }

    @BuildImage(name = "a", registry = "prd")
    @EphemeralRegistry("prod")
    static class UnknownRegistryTestCase extends WithTest {}

    @BuildImage(name = "a")
    @EphemeralRegistry("one")
    @EphemeralRegistry("two")
    static class SeveralRegistriesTestCase extends WithTest {}

    @Test
    void parametersSayWhatIsWrongAsOtherResolversDo() {
        assertThat(CaseRun.of(ParameterTestCase.class).failures())
                .allSatisfy(failure -> assertThat(failure).isInstanceOf(ParameterResolutionException.class))
                .extracting(failure -> String.valueOf(failure.getMessage())
                        .replaceAll("localhost:[0-9]+/web:[0-9a-f]{12}", "REGISTRY/web:TAG"))
                .containsExactlyInAnyOrder(
                        "Can only resolve @EphemeralRegistry parameter of type java.lang.String or java.net.URI or"
                                + " dev.dockdash.junit.TestRegistry but was: java.io.File. Change the type of parameter"
                                + " [File file] of method " + HERE + "ParameterTestCase.file.",
                        "No registry \"prod\" for parameter [String registry] of method " + HERE
                                + "ParameterTestCase.unknown: none is declared here.",
                        "Cannot inject parameter [PushedImage image] of method " + HERE
                                + "ParameterTestCase.platform: REGISTRY/web:TAG: there is no image for linux/arm64:"
                                + " expected one of linux/amd64");
    }

    @BuildImage("images/web")
    static class ParameterTestCase {

        @Test
        void file(@EphemeralRegistry File file) {
            throw new AssertionError(file);
        }

        @Test
        void unknown(@RegistryRef("prod") String registry) {
            throw new AssertionError(registry);
        }

        @Test
        void platform(@ImageRef(platform = "linux/arm64") PushedImage image) {
            throw new AssertionError(image);
        }
    }
}
