package dev.dockdash.junit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestReporter;

/** How long registries live, and which one an image goes to. */
@NullUnmarked // The extension sets fields.
class RegistriesTest {

    /** Publishes the registry that a test sees, which must be open then. */
    private static void tell(TestReporter reporter, TestRegistry registry) throws IOException {
        reporter.publishEntry("registry", Pulling.mark(registry));
    }

    /** Asserts that so many registries served so many tests, and that all are closed. */
    private static List<String> assertRegistries(CaseRun run, int tests, int registries) {
        List<String> all = run.passes(tests).published("registry");
        assertThat(all).hasSize(tests);
        assertThat(all.stream().distinct()).hasSize(registries);
        all.forEach(Pulling::assertClosed);
        return all;
    }

    @Test
    void ofAClassServesAllItsTestsAndNestedClasses() {
        assertRegistries(CaseRun.inParallel(ClassTestCase.class, SecondClassTestCase.class), 6, 2);
    }

    @EphemeralRegistry
    @BuildImage("images/web")
    static class ClassTestCase {

        @RepeatedTest(2)
        void test(PushedImage web, TestRegistry registry, TestReporter reporter) throws IOException {
            assertThat(web.registry()).isSameAs(registry);
            tell(reporter, registry);
        }

        @Nested
        class Inside {

            @Test
            void test(@ImageRef("web") PushedImage web, TestRegistry registry, TestReporter reporter)
                    throws IOException {
                assertThat(web.registry()).isSameAs(registry);
                tell(reporter, registry);
            }
        }
    }

    static class SecondClassTestCase extends ClassTestCase {}

    @Test
    void ofAStaticFieldServesAllTests() {
        assertRegistries(CaseRun.of(StaticFieldTestCase.class), 3, 1);
    }

    static class StaticFieldTestCase {

        @EphemeralRegistry
        private static TestRegistry registry;

        @BeforeAll
        static void beforeAll(@RegistryRef URI uri) {
            assertThat(uri).isEqualTo(registry.uri());
        }

        @RepeatedTest(3)
        void test(TestReporter reporter) throws IOException {
            tell(reporter, registry);
        }
    }

    @Test
    void ofAnInstanceFieldServesOneTest() {
        assertRegistries(CaseRun.inParallel(InstanceFieldTestCase.class), 3, 3);
        assertRegistries(CaseRun.of(PerClassTestCase.class), 3, 1);
    }

    static class InstanceFieldTestCase {

        @EphemeralRegistry
        private TestRegistry registry;

        @BuildImage("images/web")
        private PushedImage web;

        @RepeatedTest(3)
        void test(TestReporter reporter) throws IOException {
            assertThat(web.registry()).isSameAs(registry);
            Pulling.pull(web);
            tell(reporter, registry);
        }
    }

    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    static class PerClassTestCase extends InstanceFieldTestCase {}

    @Test
    void ofAConstructorParameterServesOneTest() {
        assertRegistries(CaseRun.of(ConstructorTestCase.class), 2, 2);
        assertRegistries(CaseRun.of(ConstructorPerClassTestCase.class), 2, 1);
    }

    static class ConstructorTestCase {

        private final TestRegistry registry;

        ConstructorTestCase(@EphemeralRegistry TestRegistry registry) {
            this.registry = registry;
        }

        @RepeatedTest(2)
        void test(TestRegistry seen, TestReporter reporter) throws IOException {
            assertThat(seen).isSameAs(registry);
            tell(reporter, registry);
        }
    }

    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    static class ConstructorPerClassTestCase extends ConstructorTestCase {

        ConstructorPerClassTestCase(@EphemeralRegistry TestRegistry registry) {
            super(registry);
        }
    }

    @Test
    void ofAMethodOrItsParametersServesThatTest() {
        assertRegistries(CaseRun.of(MethodTestCase.class), 4, 4);
    }

    @BuildImage("images/web")
    static class MethodTestCase {

        @RepeatedTest(2)
        @EphemeralRegistry
        @BuildImage("images/db")
        void onMethod(PushedImage db, @ImageRef("web") PushedImage web, TestRegistry registry, TestReporter reporter)
                throws IOException {
            assertThat(db.registry()).isSameAs(registry);
            assertThat(web.registry()).isNotSameAs(registry);
            tell(reporter, registry);
        }

        @RepeatedTest(2)
        void onParameter(
                @EphemeralRegistry("own") TestRegistry registry,
                @BuildImage(value = "images/db", registry = "own") PushedImage db,
                @RegistryRef("own") String hostAndPort,
                TestReporter reporter)
                throws IOException {
            assertThat(db.registry()).isSameAs(registry);
            assertThat(hostAndPort).isEqualTo(registry.hostAndPort());
            tell(reporter, registry);
        }
    }

    @Test
    void ofABeforeAllParameterServesTheClass() {
        assertRegistries(CaseRun.of(BeforeAllTestCase.class), 2, 1);
    }

    static class BeforeAllTestCase {

        private static TestRegistry registry;

        @BeforeAll
        static void beforeAll(@EphemeralRegistry TestRegistry ofParameter) {
            registry = ofParameter;
        }

        @RepeatedTest(2)
        void test(TestReporter reporter) throws IOException {
            tell(reporter, registry);
        }

        @AfterAll
        static void isStillOpen() throws IOException {
            Pulling.mark(registry);
        }
    }

    @Test
    void sharedOnesServeTheWholeRun() {
        CaseRun run = CaseRun.inParallel(SharedTestCase.class, SecondSharedTestCase.class);

        assertRegistries(run, 6, 2);
    }

    static class SharedTestCase {

        @EphemeralRegistry(value = "one", shared = true)
        private static TestRegistry one;

        @EphemeralRegistry(value = "one", shared = true)
        @Test
        void onMethod(@RegistryRef("one") TestRegistry shared, TestReporter reporter) throws IOException {
            assertThat(shared.uri()).isEqualTo(one.uri());
            tell(reporter, shared);
        }

        @Test
        void byField(TestReporter reporter) throws IOException {
            tell(reporter, one);
        }

        @Test
        @EphemeralRegistry(value = "other", shared = true)
        void other(TestRegistry nearest, TestReporter reporter) throws IOException {
            tell(reporter, nearest);
        }
    }

    static class SecondSharedTestCase extends SharedTestCase {}

    @Test
    void namesTellThemApart() {
        CaseRun.of(NamesTestCase.class).passes(1);
    }

    @EphemeralRegistry("prod")
    @EphemeralRegistry("mirror")
    @EphemeralRegistry
    @BuildImage(value = "images/web", registry = "prod")
    @BuildImage(value = "images/db", registry = "mirror")
    @BuildImage(name = "bare")
    static class NamesTestCase {

        @RegistryRef("prod")
        private static TestRegistry prod;

        @RegistryRef("mirror")
        private URI mirror;

        @Test
        void test(
                @ImageRef("web") PushedImage web,
                @ImageRef("db") PushedImage db,
                @ImageRef("bare") PushedImage bare,
                TestRegistry unnamed) {
            assertThat(web.registry()).isSameAs(prod);
            assertThat(db.registry().uri()).isEqualTo(mirror);
            assertThat(bare.registry()).isSameAs(unnamed).isNotSameAs(prod);
        }
    }
}
