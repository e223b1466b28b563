package dev.dockdash.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dockdash.oci.ImageReference;
import dev.dockdash.oci.Platform;
import dev.dockdash.registry.Credentials;
import dev.dockdash.registry.Environment;
import dev.dockdash.registry.RegistryClient;
import dev.dockdash.registry.RegistryException;
import dev.dockdash.testregistry.EmbeddedRegistry;
import dev.dockdash.testregistry.TokenAuth;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.io.TempDir;

/** Registries that run already; an embedded one stands for them. */
class ExternalRegistryTest {

    private static final String HOST = "dockdash.registry.host";
    private static final String DOCKER_CONFIG = "test.docker-config";
    private static final Credentials ALICE = Credentials.of("alice", "s:ecret");

    @Test
    void repositoriesGetAPrefixOfTheRunAndAreCleanedUp() throws IOException {
        try (EmbeddedRegistry running = EmbeddedRegistry.start()) {
            CaseRun run = CaseRun.withParameter(HOST, running.hostAndPort(), ExternalTestCase.class)
                    .passes(1);

            assertThat(run.published("reference"))
                    .singleElement()
                    .asString()
                    .matches("\\Q" + running.hostAndPort() + "\\E/dockdash-[0-9a-z]{1,12}/web:[0-9a-f]{12}");
            assertGone(run.published("digest").get(0), RegistryClient.create());
        }
    }

    @EphemeralRegistry(type = EphemeralRegistry.Type.EXTERNAL)
    @BuildImage("images/web")
    static class ExternalTestCase {

        @Test
        void pulls(PushedImage web, TestReporter reporter) throws IOException {
            assertThat(Pulling.pull(web)).isEqualTo(web.image());
            assertThat(web.registry().inProcess()).isEmpty();
            publish(web, reporter);
        }
    }

    private static void publish(PushedImage image, TestReporter reporter) {
        reporter.publishEntry("reference", image.reference());
        reporter.publishEntry("digest", image.digestReference());
    }

    private static void assertGone(String digestReference, RegistryClient client) {
        assertThatThrownBy(() -> client.pull(ImageReference.parse(digestReference), Platform.LINUX_AMD64))
                .isInstanceOfSatisfying(
                        RegistryException.class, e -> assertThat(e.status()).isEqualTo(404));
    }

    @Test
    void theirHostIsNeeded() {
        assertThat(CaseRun.of(ExternalTestCase.class).onlyFailure())
                .isInstanceOf(ExtensionConfigurationException.class)
                .hasMessage("@EphemeralRegistry(type = EXTERNAL) on class " + ExternalTestCase.class.getName()
                        + ": cannot start the registry: @EphemeralRegistry(type = EXTERNAL) needs the host and port of"
                        + " a registry, such as localhost:5000. Set the configuration parameter"
                        + " dockdash.registry.host or the environment variable DOCKDASH_REGISTRY_HOST.");
    }

    @Test
    void credentialsOfDockersConfigPushAndCleanUp(@TempDir Path folder) throws IOException {
        try (EmbeddedRegistry running =
                EmbeddedRegistry.builder().basicAuth("alice", "s:ecret").start()) {
            assertPushesAndCleansUp(running, folder);
        }
    }

    @Test
    void credentialsOfDockersConfigGetTokens(@TempDir Path folder) throws IOException {
        try (EmbeddedRegistry running = EmbeddedRegistry.builder()
                .tokenAuth(TokenAuth.user("alice", "s:ecret"))
                .start()) {
            assertPushesAndCleansUp(running, folder);
        }
    }

    private static void assertPushesAndCleansUp(EmbeddedRegistry running, Path folder) throws IOException {
        writeConfig(folder, running.hostAndPort(), "alice:s:ecret");

        CaseRun run = run(running, folder).passes(1);

        RegistryClient client = RegistryClient.builder()
                .environment(Environment.empty())
                .credentials(running.hostAndPort(), ALICE)
                .build();
        assertThat(run.published("digest")).hasSize(3).allSatisfy(reference -> assertGone(reference, client));
    }

    private static CaseRun run(EmbeddedRegistry running, Path folder) {
        return CaseRun.withParameters(
                Map.of(HOST, running.hostAndPort(), DOCKER_CONFIG, folder.toString()), GuardedTestCase.class);
    }

    private static void writeConfig(Path folder, String registry, String login) throws IOException {
        String auth = Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8));
        Files.writeString(folder.resolve("config.json"), """
                {"auths": {"%s": {"auth": "%s"}}}
                """.formatted(registry, auth));
    }

    @ExtendWith(DockerConfig.class)
    @EphemeralRegistry(type = EphemeralRegistry.Type.EXTERNAL)
    @BuildImage(
            value = "images/web",
            platforms = {"linux/amd64", "linux/arm64"})
    static class GuardedTestCase {

        @Test
        void isThere(PushedImage web, TestRegistry registry, TestReporter reporter) throws IOException {
            RegistryClient client = RegistryClient.builder()
                    .environment(Environment.empty())
                    .credentials(registry.hostAndPort(), ALICE)
                    .build();
            publish(web, reporter);
            for (Platform platform : web.platforms()) {
                PushedImage one = web.forPlatform(platform.toString());
                assertThat(client.pull(ImageReference.parse(web.reference()), platform)
                                .digest())
                        .isEqualTo(one.digest());
                publish(one, reporter);
            }
        }
    }

    /** Runs as if the environment variable DOCKER_CONFIG named the folder in a parameter. */
    static final class DockerConfig implements ExecutionCondition {

        @Override
        public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
            ExtensionContext root = context.getRoot();
            String folder = root.getConfigurationParameter(DOCKER_CONFIG).orElseThrow();
            Configuration configuration =
                    new Configuration(root::getConfigurationParameter, Map.of("DOCKER_CONFIG", folder));
            root.getStore(TestRun.NAMESPACE)
                    .getOrComputeIfAbsent(TestRun.class, key -> new TestRun(configuration, Containers.ofUser()));
            return ConditionEvaluationResult.enabled("as ever");
        }
    }

    @Test
    void wrongCredentialsSayWhereTheyAreFrom(@TempDir Path folder) throws IOException {
        try (EmbeddedRegistry running =
                EmbeddedRegistry.builder().basicAuth("alice", "s:ecret").start()) {
            writeConfig(folder, running.hostAndPort(), "alice:wrong");

            assertThat(run(running, folder).onlyFailure())
                    .isInstanceOf(ExtensionConfigurationException.class)
                    .hasMessageStartingWith("@BuildImage(\"images/web\") on class " + GuardedTestCase.class.getName()
                            + ": cannot push the image: HEAD " + running.uri() + "/v2/dockdash-")
                    .hasMessageEndingWith(": the registry answered 401; expected 200 or 404; the credentials for "
                            + running.hostAndPort() + " from " + folder.resolve("config.json")
                            + " were not enough; log in again, or use others")
                    .hasMessageNotContaining("wrong");
        }
    }

    @Test
    void missingCredentialsSayWhereTheyWereLookedFor(@TempDir Path folder) throws IOException {
        try (EmbeddedRegistry running =
                EmbeddedRegistry.builder().basicAuth("alice", "s:ecret").start()) {
            writeConfig(folder, "elsewhere.example.com", "alice:s:ecret");

            assertThat(run(running, folder).onlyFailure())
                    .isInstanceOf(ExtensionConfigurationException.class)
                    .hasMessageStartingWith("@BuildImage(\"images/web\") on class " + GuardedTestCase.class.getName()
                            + ": cannot push the image: HEAD " + running.uri() + "/v2/dockdash-")
                    .hasMessageContaining(": the registry answered 401; expected 200 or 404; no credentials for "
                            + running.hostAndPort() + " were found in DOCKER_USERNAME and DOCKER_PASSWORD, "
                            + folder.resolve("config.json"))
                    .hasMessageEndingWith("; log in with docker login " + running.hostAndPort())
                    .hasMessageNotContaining("ecret");
        }
    }
}
