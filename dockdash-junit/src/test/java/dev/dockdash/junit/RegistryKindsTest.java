package dev.dockdash.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dockdash.image.Image;
import dev.dockdash.oci.ImageReference;
import dev.dockdash.oci.Platform;
import dev.dockdash.registry.Credentials;
import dev.dockdash.registry.Environment;
import dev.dockdash.registry.RegistryClient;
import dev.dockdash.registry.RegistryException;
import dev.dockdash.testregistry.EmbeddedRegistry;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;

/** What registries are, ask and refuse, and what happens where they cannot be. */
@NullUnmarked // The extension sets fields.
class RegistryKindsTest {

    @Test
    void embeddedOnesAskForCredentialsAndStillHaveTheImages() {
        CaseRun.of(AuthTestCase.class).passes(2);
    }

    static class AuthTestCase {

        @Test
        @EphemeralRegistry(basicAuth = "alice:s:ecret")
        @BuildImage("images/web")
        void basic(PushedImage web, TestRegistry registry) {
            assertThat(registry.username()).contains("alice");
            assertThat(registry.password()).contains("s:ecret");
            assertUnauthorized(web);
        }

        @Test
        @EphemeralRegistry(tokenAuth = "alice:secret")
        @BuildImage("images/web")
        void token(PushedImage web, TestRegistry registry) {
            assertThat(registry.username()).contains("alice");
            assertUnauthorized(web);
        }

        private static void assertUnauthorized(PushedImage web) {
            assertThatThrownBy(() -> Pulling.pull(web))
                    .isInstanceOf(RegistryException.class)
                    .hasMessageContaining("401");
        }
    }

    @Test
    void embeddedOnesHaveIndexesWhateverTheyAskAndRefuse() {
        CaseRun.of(SeveralPlatformsTestCase.class).passes(2);
    }

    static class SeveralPlatformsTestCase {

        @Test
        @EphemeralRegistry(basicAuth = "alice:secret", tls = true)
        @BuildImage(
                value = "images/web",
                platforms = {"linux/amd64", "linux/arm64"})
        void asksForCredentialsOverTls(PushedImage web, TestRegistry registry) throws IOException {
            RegistryClient client = RegistryClient.builder()
                    .environment(Environment.empty())
                    .credentials(registry.hostAndPort(), Credentials.of("alice", "secret"))
                    .https(registry.hostAndPort())
                    .certificateAuthority(registry.inProcess().orElseThrow().certificate())
                    .build();
            assertHasBoth(web, client);
        }

        @Test
        @EphemeralRegistry(readOnly = true)
        @BuildImage(
                value = "images/web",
                platforms = {"linux/amd64", "linux/arm64"})
        void readOnly(PushedImage web) throws IOException {
            assertHasBoth(web, RegistryClient.create());
        }

        private static void assertHasBoth(PushedImage web, RegistryClient client) throws IOException {
            ImageReference reference = ImageReference.parse(web.reference());
            for (Platform platform : web.platforms()) {
                assertThat(client.pull(reference, platform).digest())
                        .isEqualTo(web.forPlatform(platform.toString()).digest());
            }
        }
    }

    @Test
    void embeddedOnesSpeakTlsAndRefuseChanges() {
        CaseRun.of(RefusingTestCase.class).passes(2);
    }

    static class RefusingTestCase {

        @Test
        @EphemeralRegistry(tls = true)
        @BuildImage("images/web")
        void tls(PushedImage web, TestRegistry registry) throws IOException {
            assertThat(registry.uri()).hasScheme("https");
            EmbeddedRegistry inProcess = registry.inProcess().orElseThrow();
            assertThat(inProcess.certificatePem()).contains("CERTIFICATE");
            assertThat(web.reference()).startsWith(inProcess.hostAndPort() + "/web:");
        }

        @Test
        @EphemeralRegistry(readOnly = true)
        @BuildImage("images/web")
        void readOnly(PushedImage web) throws IOException {
            assertThat(Pulling.pull(web)).isEqualTo(web.image());
            Image other = Image.scratch().label("a", "b").build();
            assertThatThrownBy(() -> RegistryClient.create()
                            .push(other, ImageReference.parse(web.registry().hostAndPort() + "/other:1")))
                    .isInstanceOf(RegistryException.class);
        }
    }

    @Test
    void embeddedOnesGoWrongAsAskedAndStillHaveTheImages() {
        CaseRun.of(FaultsTestCase.class).passes(2);
    }

    @EphemeralRegistry(
            faults = {
                @RegistryFault(
                        value = RegistryFault.Kind.STATUS,
                        amount = 418,
                        path = "/v2/web/manifests/*",
                        times = 0),
                @RegistryFault(value = RegistryFault.Kind.FLIP_BIT, amount = 3, method = "GET", path = "/v2/db/blobs/*")
            })
    @BuildImage("images/web")
    @BuildImage("images/db")
    static class FaultsTestCase {

        @Test
        void answersWithAStatus(@ImageRef("web") String web) {
            assertThatThrownBy(() -> Pulling.pull(web)).hasMessageContaining("418");
        }

        @Test
        void spoilsABlob(@ImageRef("db") String db) throws IOException {
            assertThatThrownBy(() -> Pulling.pull(db)).isInstanceOf(IOException.class);
            assertThat(Pulling.pull(db).layers()).hasSize(1);
        }
    }

    /** Puts a run into the store that knows other containers than there are. */
    abstract static class Situation implements ExecutionCondition {

        private final Containers containers;

        Situation(boolean testcontainers) {
            this.containers = new Containers(testcontainers, () -> Optional.of("No Docker here."));
        }

        @Override
        public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
            ExtensionContext root = context.getRoot();
            root.getStore(TestRun.NAMESPACE)
                    .getOrComputeIfAbsent(TestRun.class, key -> new TestRun(Configuration.of(root), containers));
            return ConditionEvaluationResult.enabled("as ever");
        }
    }

    static final class NoDocker extends Situation {

        NoDocker() {
            super(true);
        }
    }

    static final class NoTestcontainers extends Situation {

        NoTestcontainers() {
            super(false);
        }
    }

    @Test
    void withoutDockerTestsFail() {
        assertThat(CaseRun.of(ContainerTestCase.class).onlyFailure())
                .isInstanceOf(ExtensionConfigurationException.class)
                .hasMessage("@EphemeralRegistry(type = CONTAINER) on class " + ContainerTestCase.class.getName()
                        + ": cannot start the registry: No Docker here.");
    }

    @Test
    void withoutDockerTestsAreSkippedWhereTheAnnotationSaysSo() {
        assertSkipped(CaseRun.of(SkippingTestCase.class), 0);
        assertSkipped(CaseRun.of(SkippingFieldTestCase.class), 0);
        assertSkipped(CaseRun.of(SkippingMethodTestCase.class), 1);
        assertSkipped(CaseRun.of(SkippingParameterTestCase.class), 1);
    }

    @Test
    void configurationGoesBeforeAnnotationsWithoutDocker() {
        assertSkipped(CaseRun.withParameter("dockdash.without-docker", "skip", ContainerTestCase.class), 0);
        assertThat(CaseRun.withParameter("dockdash.without-docker", "fail", SkippingTestCase.class)
                        .onlyFailure())
                .hasMessageEndingWith(": cannot start the registry: No Docker here.");
    }

    @Test
    void withoutTestcontainersTestsFailWhateverIsConfigured() {
        assertThat(CaseRun.withParameter("dockdash.without-docker", "skip", NoTestcontainersTestCase.class)
                        .onlyFailure())
                .hasMessage("@EphemeralRegistry(type = CONTAINER) on class " + NoTestcontainersTestCase.class.getName()
                        + ": cannot start the registry: @EphemeralRegistry(type = CONTAINER) needs"
                        + " org.testcontainers:testcontainers 2.0.3 or later (or 1.21.4) on the test class path.");
    }

    @Test
    void theTypeCanBeConfigured() {
        CaseRun run = CaseRun.withParameters(
                Map.of("dockdash.registry.type", "container", "dockdash.without-docker", "skip"),
                UndecidedTestCase.class);

        assertSkipped(run, 0);
        CaseRun.of(UndecidedTestCase.class).passes(2);
    }

    @Test
    void wrongConfigurationFailsBeforeAnythingElse() {
        assertThat(CaseRun.withParameter("dockdash.registry.type", "daemon", UndecidedTestCase.class)
                        .onlyFailure())
                .isInstanceOf(ExtensionConfigurationException.class)
                .hasMessage("Configuration parameter dockdash.registry.type is \"daemon\": expected one of [embedded,"
                        + " container, external]");
    }

    private static void assertSkipped(CaseRun run, long passed) {
        run.passes(passed);
        assertThat(run.skipped()).containsExactly("No Docker here.");
    }

    @ExtendWith(NoDocker.class)
    @EphemeralRegistry(type = EphemeralRegistry.Type.CONTAINER)
    static class ContainerTestCase {

        @Test
        void test() {}
    }

    @ExtendWith(NoDocker.class)
    @EphemeralRegistry(type = EphemeralRegistry.Type.CONTAINER, disabledWithoutDocker = true)
    static class SkippingTestCase {

        @Test
        void test() {}

        @Nested
        class Inside {

            @Test
            void test() {}
        }
    }

    @ExtendWith(NoDocker.class)
    static class SkippingFieldTestCase {

        @EphemeralRegistry(type = EphemeralRegistry.Type.CONTAINER, disabledWithoutDocker = true)
        private TestRegistry registry;

        @Test
        void test() {
            assertThat(registry).isNotNull();
        }
    }

    @ExtendWith(NoDocker.class)
    static class SkippingMethodTestCase {

        @Test
        @EphemeralRegistry(type = EphemeralRegistry.Type.CONTAINER, disabledWithoutDocker = true)
        void isSkipped() {}

        @Test
        void runs() {}
    }

    @ExtendWith(NoDocker.class)
    static class SkippingParameterTestCase {

        @Test
        void isSkipped(
                @EphemeralRegistry(type = EphemeralRegistry.Type.CONTAINER, disabledWithoutDocker = true)
                        TestRegistry registry) {
            assertThat(registry).isNotNull();
        }

        @Test
        void runs() {}
    }

    @ExtendWith(NoTestcontainers.class)
    @EphemeralRegistry(type = EphemeralRegistry.Type.CONTAINER, disabledWithoutDocker = true)
    static class NoTestcontainersTestCase {

        @Test
        void test() {}
    }

    @ExtendWith(NoDocker.class)
    @BuildImage("images/web")
    static class UndecidedTestCase {

        @Test
        void pulls(PushedImage web) throws IOException {
            Pulling.pull(web);
        }

        @Test
        @EphemeralRegistry(basicAuth = "a:b")
        void isEmbeddedIfAsked(TestRegistry registry) {
            assertThat(registry.inProcess()).isPresent();
        }
    }
}
