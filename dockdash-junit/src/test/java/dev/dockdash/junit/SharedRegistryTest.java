package dev.dockdash.junit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;

class SharedRegistryTest {

    private static final Class<?>[] CASES = {
        FirstTestCase.class,
        SecondTestCase.class,
        ThirdTestCase.class,
        FourthTestCase.class,
        FifthTestCase.class,
        SixthTestCase.class,
        SeventhTestCase.class,
        EighthTestCase.class
    };

    @Test
    void servesAllClassesOfARunAndIsClosedAtItsEnd() {
        CaseRun run = CaseRun.inParallel(CASES).passes(8 * 6);

        assertThat(run.published("registry"))
                .hasSize(8 * 6)
                .containsOnly(run.published("registry").get(0));
        run.published("mark").forEach(Pulling::assertClosed);
    }

    @Test
    void isAnotherOneInEachRun() {
        CaseRun first = CaseRun.of(FirstTestCase.class).passes(6);
        CaseRun second = CaseRun.of(FirstTestCase.class).passes(6);

        assertThat(first.published("object")).doesNotContainAnyElementsOf(second.published("object"));
        assertThat(first.published("digest")).isEqualTo(second.published("digest"));
    }

    @Test
    void equalDefinitionsShareOneImage() {
        CaseRun run = CaseRun.inParallel(CASES).passes(8 * 6);

        assertThat(run.published("object")).hasSize(8 * 6);
        assertThat(run.published("object").stream().distinct()).hasSize(1);
    }

    @Test
    void equalDefinitionsShareOneImageAlsoOneAfterTheOther() {
        CaseRun run = CaseRun.of(FirstTestCase.class, SecondTestCase.class).passes(2 * 6);

        assertThat(run.published("object").stream().distinct()).hasSize(1);
    }

    @Test
    void isOpenUntilTheLastTestAndStartedByTheFirstImage() throws IOException {
        CaseRun run = CaseRun.of(ConnectingTestCase.class).passes(1);

        Pulling.assertClosed(run.published("mark").get(0));
    }

    @BuildImage("images/web")
    static class ConnectingTestCase {

        @Test
        void connects(TestRegistry registry, TestReporter reporter) throws IOException {
            reporter.publishEntry("mark", Pulling.mark(registry));
        }
    }

    @Test
    void refusesAnotherImageUnderTheSameNameAndTag() {
        CaseRun run = CaseRun.of(TaggedTestCase.class, RetaggedTestCase.class);

        String reference = run.published("reference").get(0);
        String first = run.published("digest").get(0);
        assertThat(run.onlyFailure())
                .isInstanceOf(ExtensionConfigurationException.class)
                .hasMessageMatching(
                        "(?s)\\Q@BuildImage(\"images/web\") on class \\E.*TestCase: \\Qcannot push the image: "
                                + "another image, " + first + ", was pushed as " + reference
                                + " in this run, and this one is sha256:\\E[0-9a-f]{64}\\Q. Set another name or tag, or leave "
                                + "out tag\\E");
    }

    @BuildImage(value = "images/web", tag = "1")
    static class TaggedTestCase {

        @Test
        void tells(PushedImage image, TestReporter reporter) {
            reporter.publishEntry("reference", image.reference());
            reporter.publishEntry("digest", image.digest().toString());
        }
    }

    @BuildImage(value = "images/web", tag = "1", labels = "a=b")
    static class RetaggedTestCase {

        @Test
        void tells(PushedImage image, TestReporter reporter) {
            reporter.publishEntry("reference", image.reference());
            reporter.publishEntry("digest", image.digest().toString());
        }
    }

    /** Tells what every test of a run gets. */
    abstract static class TellingCase {

        @RepeatedTest(5)
        void tellsWhatItGets(PushedImage image, TestRegistry registry, TestReporter reporter) throws IOException {
            reporter.publishEntry("mark", Pulling.mark(registry));
            reporter.publishEntry("registry", registry.uri().toString());
            reporter.publishEntry("object", String.valueOf(System.identityHashCode(image)));
            reporter.publishEntry("digest", image.digest().toString());
        }

        @Nested
        class Inside {

            @Test
            void tellsWhatItGets(PushedImage image, TestRegistry registry, TestReporter reporter) throws IOException {
                TellingCase.this.tellsWhatItGets(image, registry, reporter);
            }
        }
    }

    @BuildImage(value = "images/web", env = "A=1")
    static class FirstTestCase extends TellingCase {}

    @BuildImage(value = "/images/web", env = "A=1")
    static class SecondTestCase extends TellingCase {}

    @BuildImage(value = "images/web", env = "A=1")
    static class ThirdTestCase extends TellingCase {}

    @BuildImage(value = "images/web", env = "A=1")
    static class FourthTestCase extends TellingCase {}

    @BuildImage(value = "images/web", env = "A=1")
    static class FifthTestCase extends TellingCase {}

    @BuildImage(value = "images/web", env = "A=1")
    static class SixthTestCase extends TellingCase {}

    @BuildImage(value = "images/web", env = "A=1", name = "web")
    static class SeventhTestCase extends TellingCase {}

    @BuildImage(value = "images/web", env = "A=1")
    static class EighthTestCase extends TellingCase {}
}
