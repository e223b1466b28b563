package dev.dockdash.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;

/** Registries in containers; needs an engine, Debian's package docker-registry, and {@code -Ddocker-tests=true}. */
@EnabledIfSystemProperty(named = "docker-tests", matches = "true")
class ContainerRegistryTest {

    private static final String BROKEN = "dockdash-broken-registry:1";

    @BeforeAll
    static void loadImages() throws IOException {
        RegistryImage.load("registry:2");
        RegistryImage.loadBroken(BROKEN);
    }

    @Test
    void servesTheTestsOfAClassAndIsGoneThen() throws IOException {
        CaseRun run = CaseRun.inParallel(ContainerTestCase.class).passes(3);

        List<String> marks = run.published("registry");
        assertThat(marks.stream().distinct()).hasSize(1);
        Pulling.assertClosed(marks.get(0));
        String port = marks.get(0).replaceAll(".*:([0-9]+)/mark@.*", "$1");
        assertThat(RegistryImage.run("docker", "ps", "--format", "{{.Ports}}")).doesNotContain(":" + port + "->");
    }

    @EphemeralRegistry(type = EphemeralRegistry.Type.CONTAINER)
    @BuildImage(value = "images/web", compression = BuildImage.Compression.GZIP)
    static class ContainerTestCase {

        @RepeatedTest(3)
        void pulls(PushedImage web, TestRegistry registry, TestReporter reporter) throws IOException {
            assertThat(Pulling.pull(web)).isEqualTo(web.image());
            assertThat(web.registry()).isSameAs(registry);
            assertThat(registry.inProcess()).isEmpty();
            reporter.publishEntry("registry", Pulling.mark(registry));
        }
    }

    @Test
    void isWhatImagesGoToIfConfigured() {
        CaseRun.withParameters(Map.of("dockdash.registry.type", "container"), ConfiguredTestCase.class)
                .passes(1);
    }

    @BuildImage("images/web")
    static class ConfiguredTestCase {

        @Test
        void pulls(PushedImage web) throws IOException {
            assertThat(Pulling.pull(web)).isEqualTo(web.image());
            assertThat(web.registry().inProcess()).isEmpty();
        }
    }

    @Test
    void tellsWhyAContainerExited() {
        assertThat(CaseRun.of(BrokenTestCase.class).onlyFailure())
                .isInstanceOf(ExtensionConfigurationException.class)
                .hasMessageStartingWith(
                        "@EphemeralRegistry(type = CONTAINER) on class " + BrokenTestCase.class.getName()
                                + ": cannot start the registry: Registry container " + BROKEN
                                + " exited with code 1 before /v2/ answered. Last log lines:\n")
                .hasMessageContaining("open /missing.yml: no such file or directory");
    }

    @EphemeralRegistry(type = EphemeralRegistry.Type.CONTAINER, image = BROKEN)
    static class BrokenTestCase {

        @Test
        void test() {}
    }

    @Test
    void tellsThatThereIsNoSuchImage() {
        assertThatThrownBy(() -> TestRegistry.container("localhost:1/missing:1").start())
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("Cannot start registry container localhost:1/missing:1: ");
    }

    @Test
    void startsWithoutJUnit() throws IOException {
        String mark;
        try (TestRegistry registry = TestRegistry.container("registry:2").start()) {
            mark = Pulling.mark(registry);
            Pulling.pull(mark);
        }
        Pulling.assertClosed(mark);
    }
}
