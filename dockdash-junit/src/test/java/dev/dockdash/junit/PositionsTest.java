package dev.dockdash.junit;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where images may be declared, and what gets them. */
@NullUnmarked // The extension sets fields.
class PositionsTest {

    @Test
    void fieldsGetImagesAndReferences() {
        CaseRun.of(FieldsTestCase.class).passes(2);
    }

    static class FieldsTestCase {

        @BuildImage("images/web")
        private static PushedImage image;

        @BuildImage(value = "images/db", name = "reference")
        static String reference;

        @BuildImage(labels = "a=b")
        private PushedImage ofInstance;

        @ImageRef("reference")
        private PushedImage referred;

        @BeforeAll
        static void staticFieldsAreThereBefore() {
            assertThat(image.reference()).contains("/web:");
            assertThat(reference).contains("/reference:");
        }

        @BeforeEach
        void instanceFieldsAreThereBefore() {
            assertThat(ofInstance.reference()).contains("/ofinstance:");
        }

        @Test
        void testsUseFields(@ImageRef("ofInstance") PushedImage byName) {
            assertThat(byName).isSameAs(ofInstance);
            assertThat(referred.reference()).isEqualTo(reference);
        }

        @Test
        void instanceFieldsCostOneBuild(@ImageRef("OFINSTANCE") PushedImage byName) {
            assertThat(byName.image().config().labels()).isEqualTo(Map.of("a", "b"));
        }
    }

    @Test
    void instanceFieldsAreThereBeforeAllTestsOfAnInstancePerClass() {
        CaseRun.of(PerClassTestCase.class).passes(1);
    }

    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    static class PerClassTestCase {

        @BuildImage("images/web")
        PushedImage web;

        @EphemeralRegistry
        TestRegistry registry;

        @BeforeAll
        void beforeAll(@ImageRef("web") PushedImage byName, TestRegistry only) {
            assertThat(byName).isSameAs(web);
            assertThat(web.registry()).isSameAs(registry).isSameAs(only);
        }

        @Test
        void test(PushedImage only) {
            assertThat(only).isSameAs(web);
        }
    }

    @Test
    void methodsAndParametersDeclareImages() {
        CaseRun.of(MethodsTestCase.class).passes(6);
    }

    @BuildImage("images/web")
    static class MethodsTestCase {

        MethodsTestCase(PushedImage ofClass) {
            assertThat(ofClass.reference()).contains("/web:");
        }

        @BeforeEach
        void lifecycleMethodsSeeTheirClass(PushedImage ofClass) {
            assertThat(ofClass.reference()).contains("/web:");
        }

        @Test
        @BuildImage("images/db")
        void nearestIsTheMethod(PushedImage db, @ImageRef("web") String web) {
            assertThat(db.reference()).contains("/db:");
            assertThat(web).contains("/web:");
        }

        @Test
        @BuildImage(name = "web", labels = "a=b")
        void sameNameHidesThatOfTheClass(@ImageRef("web") PushedImage web) {
            assertThat(web.image().config().labels()).isEqualTo(Map.of("a", "b"));
        }

        @Test
        @BuildImage("images/db")
        @BuildImage(name = "bare")
        void severalAtOnce(@ImageRef("db") String db, @ImageRef("bare") String bare) {
            assertThat(db).contains("/db:");
            assertThat(bare).contains("/bare:");
        }

        @Test
        void parameters(@BuildImage("images/db") String db, @BuildImage(labels = "x=y") PushedImage named) {
            assertThat(db).contains("/db:");
            assertThat(named.reference()).contains("/named:");
        }

        @ParameterizedTest
        @ValueSource(ints = {1, 2})
        @BuildImage("images/db")
        void templates(int number, PushedImage db) {
            assertThat(number).isPositive();
            assertThat(db.reference()).contains("/db:");
        }
    }

    @Test
    void lifecycleMethodsDeclareImagesForThemselves() {
        CaseRun.of(LifecycleTestCase.class).passes(1);
    }

    static class LifecycleTestCase {

        private static String first = "";

        @BeforeAll
        @BuildImage("images/db")
        static void beforeAll(PushedImage db, @BuildImage("images/web") String web) {
            assertThat(db.reference()).contains("/db:");
            first = web;
        }

        @Test
        void test() {
            assertThat(first).contains("/web:");
        }
    }

    @Test
    void dynamicTestsUseTheImagesOfTheirFactory() {
        CaseRun.of(FactoryTestCase.class).passes(2);
    }

    static class FactoryTestCase {

        @TestFactory
        @BuildImage("images/web")
        @EphemeralRegistry
        Stream<DynamicTest> factory(PushedImage web) {
            return Stream.of("a", "b").map(name -> DynamicTest.dynamicTest(name, () -> Pulling.pull(web)));
        }
    }

    @Test
    void recordsGetImagesThroughTheirConstructor() {
        CaseRun.of(RecordTestCase.class).passes(1);
    }

    record RecordTestCase(
            @BuildImage("images/web") PushedImage web,
            @EphemeralRegistry TestRegistry registry) {

        @Test
        void test(@ImageRef("web") PushedImage byName, TestRegistry only) {
            assertThat(byName).isSameAs(web);
            assertThat(only).isSameAs(registry).isSameAs(web.registry());
        }
    }

    @Test
    void fieldsAreInheritedAndSeenByNestedClasses() {
        CaseRun.of(InheritingTestCase.class).passes(3);
    }

    abstract static class FieldsCase {

        @BuildImage("images/web")
        protected static PushedImage web;

        @BuildImage("images/db")
        protected PushedImage db;

        @Test
        void inherited(@ImageRef("web") PushedImage byName) {
            assertThat(byName).isSameAs(web);
            assertThat(db).isNotNull();
        }
    }

    static class InheritingTestCase extends FieldsCase {

        @Nested
        class Inside {

            @BuildImage("layers/tree")
            private PushedImage own;

            @Test
            void nearestIsTheNestedClass(PushedImage image) {
                assertThat(image).isSameAs(own);
            }

            @Nested
            class Deeper {

                @Test
                void seesWhatIsAround(@ImageRef("db") PushedImage byName, PushedImage image) {
                    assertThat(byName).isSameAs(db);
                    assertThat(image).isSameAs(own);
                }
            }
        }
    }

    @Test
    void everyPositionTakesMetaAnnotations() {
        CaseRun.of(MetaTestCase.class).passes(1);
    }

    @BuildImage("images/web")
    @Retention(RetentionPolicy.RUNTIME)
    @interface WebImage {}

    static class MetaTestCase {

        @WebImage
        private static PushedImage field;

        @Test
        @WebImage
        void test(PushedImage ofMethod, @ImageRef("web") String byName) {
            assertThat(ofMethod).isSameAs(field);
            assertThat(byName).isEqualTo(field.reference());
        }
    }

    @Test
    void classTemplatesAndRepeatedTestsGetImagesEachTime() {
        CaseRun.of(TemplateTestCase.class).passes(2 * 2);
    }

    @ParameterizedClass
    @ValueSource(ints = {1, 2})
    @BuildImage("images/web")
    static class TemplateTestCase {

        private final int number;

        @BuildImage("images/db")
        private PushedImage db;

        TemplateTestCase(int number) {
            this.number = number;
        }

        @RepeatedTest(2)
        void test(@ImageRef("web") String web, @ImageRef("db") PushedImage byName) {
            assertThat(number).isPositive();
            assertThat(web).contains("/web:");
            assertThat(byName).isSameAs(db);
        }
    }
}
