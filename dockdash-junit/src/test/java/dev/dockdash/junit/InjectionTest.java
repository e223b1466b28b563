package dev.dockdash.junit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InjectionTest {

    @Test
    void reachesConstructorsAndLifecycleMethods() {
        CaseRun.of(LifecycleTestCase.class).passes(1);
    }

    @BuildImage("images/web")
    static class LifecycleTestCase {

        private final PushedImage fromConstructor;

        LifecycleTestCase(PushedImage web, @ImageRef("web") String reference) {
            assertThat(web.reference()).isEqualTo(reference);
            fromConstructor = web;
        }

        @BeforeAll
        static void beforeAll(PushedImage web) {
            assertThat(web.reference()).contains("/web:");
        }

        @BeforeEach
        void beforeEach(PushedImage web) {
            assertThat(web).isSameAs(fromConstructor);
        }

        @Test
        void test(@ImageRef PushedImage web) {
            assertThat(web).isSameAs(fromConstructor);
        }

        @AfterEach
        void afterEach(TestRegistry registry) {
            assertThat(registry).isSameAs(fromConstructor.registry());
        }

        @AfterAll
        static void afterAll(PushedImage web, TestRegistry registry) {
            assertThat(web.registry()).isSameAs(registry);
        }
    }

    @Test
    void reachesTheConstructorOfAnInstancePerClass() {
        CaseRun.of(PerClassTestCase.class).passes(1);
    }

    @BuildImage("images/web")
    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    static class PerClassTestCase {

        private final PushedImage fromConstructor;

        PerClassTestCase(PushedImage web) {
            fromConstructor = web;
        }

        @Test
        void test(PushedImage web) {
            assertThat(web).isSameAs(fromConstructor);
        }
    }

    @Test
    void worksBesideOtherResolvers() {
        CaseRun.of(TemplatesTestCase.class).passes(4);
    }

    @BuildImage("images/web")
    static class TemplatesTestCase {

        @ParameterizedTest
        @ValueSource(strings = {"a", "b"})
        void parameterized(String argument, PushedImage web) {
            assertThat(argument).hasSize(1);
            assertThat(web.reference()).contains("/web:");
        }

        @RepeatedTest(2)
        void repeated(@ImageRef String web) {
            assertThat(web).contains("/web:");
        }
    }

    @Test
    void givesMembersOfAnOuterClassTheImagesOfThatClass() {
        CaseRun.of(ScopeTestCase.class).passes(1);
    }

    @BuildImage("images/web")
    static class ScopeTestCase {

        ScopeTestCase(PushedImage web) {
            assertThat(web.reference()).contains("/web:");
        }

        @BeforeEach
        void beforeEach(PushedImage web) {
            assertThat(web.reference()).contains("/web:");
        }

        @Nested
        @BuildImage("images/db")
        class Inside {

            Inside(PushedImage db) {
                assertThat(db.reference()).contains("/db:");
            }

            @Test
            void test(PushedImage db) {
                assertThat(db.reference()).contains("/db:");
            }
        }
    }

    @Test
    void leavesAPlainStringToOthers() {
        assertThat(CaseRun.of(PlainStringTestCase.class).onlyFailure())
                .isInstanceOf(ParameterResolutionException.class)
                .hasMessageStartingWith("No ParameterResolver registered for parameter [java.lang.String");
    }

    @BuildImage("images/web")
    static class PlainStringTestCase {

        @Test
        void test(String text) {
            throw new AssertionError(text);
        }
    }

    @Test
    void saysWhichImagesThereAreToChooseFrom() {
        assertThat(CaseRun.of(SeveralTestCase.class).onlyFailure())
                .isInstanceOf(ParameterResolutionException.class)
                .hasMessage("Cannot choose an image for parameter [PushedImage image] of method "
                        + SeveralTestCase.class.getName()
                        + ".test: declared here are \"web\", \"db\". Add @ImageRef(\"web\").");
    }

    @BuildImage("images/web")
    @BuildImage("images/db")
    static class SeveralTestCase {

        @Test
        void test(PushedImage image) {
            throw new AssertionError(image);
        }
    }

    @Test
    void saysWhichNamesThereAre() {
        assertThat(CaseRun.of(UnknownNameTestCase.class).onlyFailure())
                .isInstanceOf(ParameterResolutionException.class)
                .hasMessage("No image \"wbe\" for parameter [String image] of method "
                        + UnknownNameTestCase.class.getName() + "$Inside.test: declared here are \"db\", \"web\".");
    }

    @BuildImage("images/web")
    static class UnknownNameTestCase {

        @Nested
        @BuildImage("images/db")
        class Inside {

            @Test
            void test(@ImageRef("wbe") String image) {
                throw new AssertionError(image);
            }
        }
    }

    @Test
    void saysThatAClassHasNoImages() {
        assertThat(CaseRun.of(NoneTestCase.class).onlyFailure())
                .isInstanceOf(ParameterResolutionException.class)
                .hasMessage("No image for parameter [PushedImage image] of method " + NoneTestCase.class.getName()
                        + ".beforeEach: none is declared here. Add @BuildImage to its class.");
    }

    static class NoneTestCase {

        @BeforeEach
        void beforeEach(PushedImage image) {
            throw new AssertionError(image);
        }

        @Nested
        @BuildImage("images/db")
        class Inside {

            @Test
            void test() {}
        }
    }

    @Test
    void injectsImagesOnlyAsTheirOwnTypeOrText() {
        assertThat(CaseRun.of(WrongTypeTestCase.class).onlyFailure())
                .isInstanceOf(ParameterResolutionException.class)
                .hasMessage("Can only resolve @ImageRef parameter of type java.lang.String or "
                        + "dev.dockdash.junit.PushedImage but was: dev.dockdash.junit.TestRegistry. Change the type of "
                        + "parameter [TestRegistry web] of method " + WrongTypeTestCase.class.getName() + ".test.");
    }

    @BuildImage("images/web")
    static class WrongTypeTestCase {

        @Test
        void test(@ImageRef("web") TestRegistry web) {
            throw new AssertionError(web);
        }
    }
}
