package dev.dockdash.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dockdash.image.Image;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.RegisterExtension;

class DockdashExtensionTest {

    private static void tell(TestReporter reporter, DockdashExtension dockdash) throws IOException {
        Pulling.pull(dockdash.image("tool"));
        reporter.publishEntry("registry", Pulling.mark(dockdash.registry()));
    }

    private static void assertRegistries(CaseRun run, int tests, int registries) {
        List<String> all = run.passes(tests).published("registry");
        assertThat(all).hasSize(tests);
        assertThat(all.stream().distinct()).hasSize(registries);
        all.forEach(Pulling::assertClosed);
    }

    private static DockdashExtension.Builder withTool() {
        return DockdashExtension.builder()
                .image(
                        "tool",
                        context -> context.image()
                                .layer(context.layer()
                                        .directory(context.resource("layers/tree"), "/opt/tool")
                                        .build())
                                .build());
    }

    @Test
    void inAStaticFieldServesTheClass() {
        assertRegistries(CaseRun.inParallel(StaticTestCase.class), 4, 1);
    }

    static class StaticTestCase {

        @RegisterExtension
        static final DockdashExtension dockdash =
                withTool().registry(TestRegistry.embedded()).build();

        @BeforeAll
        static void isThereBefore() throws IOException {
            assertThat(dockdash.image("tool").image().filesystem().find("/opt/tool/sub/run"))
                    .isPresent();
        }

        @RepeatedTest(2)
        void test(TestReporter reporter) throws IOException {
            tell(reporter, dockdash);
        }

        @Nested
        class Inside {

            @RepeatedTest(2)
            void test(TestReporter reporter) throws IOException {
                tell(reporter, dockdash);
            }
        }
    }

    @Test
    void inAnInstanceFieldServesOneTest() {
        assertRegistries(CaseRun.of(InstanceTestCase.class), 2, 2);
    }

    static class InstanceTestCase {

        @RegisterExtension
        final DockdashExtension dockdash =
                withTool().registry(TestRegistry.embedded()).build();

        @RepeatedTest(2)
        void test(TestReporter reporter) throws IOException {
            tell(reporter, dockdash);
        }
    }

    @Test
    void classesMayShareOneInParallel() {
        CaseRun.inParallel(FirstTestCase.class, SecondTestCase.class, ThirdTestCase.class)
                .passes(3 * 3);
    }

    abstract static class SharingCase {

        @RegisterExtension
        static final DockdashExtension dockdash =
                withTool().registry(TestRegistry.embedded()).build();

        @RepeatedTest(3)
        void test() throws IOException {
            Pulling.pull(dockdash.image("tool"));
        }
    }

    static class FirstTestCase extends SharingCase {}

    static class SecondTestCase extends SharingCase {}

    static class ThirdTestCase extends SharingCase {}

    @Test
    void usesTheRegistryOfTheRunBesideAnnotations() {
        CaseRun.of(BesideTestCase.class).passes(1);
    }

    @BuildImage("images/web")
    static class BesideTestCase {

        @RegisterExtension
        static final DockdashExtension dockdash = withTool().build();

        @Test
        void test(PushedImage web) {
            assertThat(dockdash.registry()).isSameAs(web.registry());
            assertThat(dockdash.image("tool").registry()).isSameAs(web.registry());
        }
    }

    @Test
    void imageThatCannotBeMadeFailsTheClass() {
        assertThat(CaseRun.of(FailingTestCase.class).onlyFailure())
                .isInstanceOf(ExtensionConfigurationException.class)
                .hasMessageStartingWith("Image \"tool\" of a DockdashExtension: cannot build it: no resource"
                        + " \"missing\" on the class path. At its root: ");
    }

    static class FailingTestCase {

        @RegisterExtension
        static final DockdashExtension dockdash = DockdashExtension.builder()
                .image(
                        "tool",
                        context -> context.image()
                                .layer(context.layer()
                                        .directory(context.resource("missing"), "/")
                                        .build())
                                .build())
                .build();

        @Test
        void test() {}
    }

    @Test
    void refusesWhatIsNotThere() {
        CaseRun.of(UnknownTestCase.class).passes(1);
        assertThatThrownBy(() -> withTool().build().image("tool"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(
                        "This DockdashExtension is not started: annotate its field with @RegisterExtension, and use it"
                                + " in tests and lifecycle methods only");
        assertThatThrownBy(() ->
                        withTool().image("tool", context -> context.image().build()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The image \"tool\" is there already");
        assertThatThrownBy(() ->
                        withTool().image("Tool", context -> context.image().build()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("Invalid name \"Tool\": ");
    }

    static class UnknownTestCase {

        @RegisterExtension
        static final DockdashExtension dockdash = withTool().build();

        @Test
        void test() {
            assertThatThrownBy(() -> dockdash.image("tol"))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("No image \"tol\" in this DockdashExtension: it has [tool]");
        }
    }

    @Test
    void worksWithoutJUnit() throws IOException {
        Image image = Image.scratch().label("a", "b").build();
        String mark;
        try (TestRegistry registry = TestRegistry.embedded().start()) {
            mark = Pulling.mark(registry);
            PushedImage tool = registry.push(image, "team/tool:1");
            assertThat(tool.reference()).isEqualTo(registry.hostAndPort() + "/team/tool:1");
            assertThat(Pulling.pull(tool).config().labels()).isEqualTo(Map.of("a", "b"));
            assertThat(registry.push(image, "tool").reference())
                    .isEqualTo(
                            registry.hostAndPort() + "/tool:" + image.digest().shortHex());
            try (TestRegistry other =
                    TestRegistry.external(registry.hostAndPort()).start()) {
                assertThat(other.push(image, "tool:2").reference())
                        .startsWith(registry.hostAndPort() + "/dockdash-")
                        .endsWith("/tool:2");
            }
        }
        Pulling.assertClosed(mark);
    }
}
