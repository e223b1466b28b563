package dev.dockdash.assertj;

import static dev.dockdash.assertj.DockdashAssertions.assertThat;
import static dev.dockdash.assertj.DockdashAssertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dockdash.image.Image;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.api.AbstractAssert;
import org.assertj.core.api.Condition;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opentest4j.AssertionFailedError;

/** What all assertions have in common, tried on those of images and configs. */
class AbstractDockdashAssertTest {

    /** These set something or tell something; asInstanceOf and asList lead out of soft assertions, as documented. */
    private static final Set<String> NO_CHECKS = Set.of(
            "actual",
            "asInstanceOf",
            "asList",
            "describedAs",
            "descriptionText",
            "equals",
            "getWritableAssertionInfo",
            "hashCode",
            "overridingErrorMessage",
            "usingComparator",
            "usingDefaultComparator",
            "usingEquals",
            "withFailMessage",
            "withRepresentation",
            "withThreadDumpOnError");

    private static final Condition<Image> NEVER = new Condition<>(image -> false, "never");
    private static final Condition<Image> ALWAYS = new Condition<>(image -> true, "always");

    private WebImage web;

    @BeforeEach
    void build(@TempDir Path cache) throws IOException {
        web = WebImage.in(cache);
    }

    @Test
    void bothImportsOfAssertThatGoTogether() {
        assertThat(web.reference()).endsWith("web:1");
        assertThat(List.of(1)).containsExactly(1);
        assertThat(web).hasLayerCount(2);
    }

    @Test
    void descriptionStandsBeforeTheHeader() {
        assertThatThrownBy(() -> assertThat(web).as("the %s image", "web").hasLayerCount(0))
                .hasMessageStartingWith("[the web image] " + web.header() + "Expecting number of layers");
    }

    @Test
    void descriptionIsInherited() {
        assertThatThrownBy(() -> assertThat(web).as("web").config().hasUser("0"))
                .hasMessageStartingWith("[web] " + web.header() + "Expecting user");
        assertThatThrownBy(() ->
                        assertThat(web).as("web").config().as("its config").hasUser("0"))
                .hasMessageStartingWith("[its config] " + web.header() + "Expecting user");
        assertThatThrownBy(() ->
                        assertThat(web).as("web").file("/app/serve").content().isEmpty())
                .hasMessageStartingWith(
                        "[web · " + web.header("/app/serve").substring(1).strip());
    }

    @Test
    void failMessageReplacesOurs() {
        assertThatThrownBy(() ->
                        assertThat(web).withFailMessage("100%% %s", "wrong").hasLayerCount(0))
                .hasMessage("100% wrong");
        assertThatThrownBy(() -> assertThat(web)
                        .as("web")
                        .overridingErrorMessage(() -> "wrong")
                        .layer(9)
                        .isGzip())
                .hasMessage("[web] wrong");
        assertThatThrownBy(
                        () -> assertThat(web).withFailMessage("wrong").config().hasUser("0"))
                .hasMessage("wrong");
        assertThatThrownBy(() -> assertThat(web)
                        .withFailMessage("wrong")
                        .file("/app/serve")
                        .content()
                        .isEmpty())
                .hasMessage(web.header("/app/serve").strip() + " wrong");
    }

    @Test
    void percentSignsAreLeftAlone() {
        assertThatThrownBy(() -> assertThat(web).config().hasUser("%s %d 100%"))
                .hasMessageContaining("  expected: \"%s %d 100%\"\n");
        assertThatThrownBy(() -> assertThat(web).file("/%s%n").exists())
                .hasMessageContaining("Expecting /%s%n to exist");
    }

    @Test
    void comparedValuesAreThereForTheIde() {
        assertThatThrownBy(() -> assertThat(web).config().hasUser("0")).satisfies(failure -> {
            AssertionFailedError error = (AssertionFailedError) failure;
            assertThat(error.getExpected().getStringRepresentation()).isEqualTo("0");
            assertThat(error.getActual().getStringRepresentation()).isEqualTo("1000");
        });
        assertThatThrownBy(() -> assertThat(web).config().hasEntrypoint("sh")).satisfies(failure -> {
            AssertionFailedError error = (AssertionFailedError) failure;
            assertThat(error.getExpected().getStringRepresentation()).isEqualTo("[sh]");
            assertThat(error.getActual().getStringRepresentation()).isEqualTo("[/app/serve]");
        });
        assertThatThrownBy(() -> assertThat(web).file("/tmp").hasMode(0755)).satisfies(failure -> {
            AssertionFailedError error = (AssertionFailedError) failure;
            assertThat(error.getExpected().getStringRepresentation()).isEqualTo("0755 (rwxr-xr-x)");
            assertThat(error.getActual().getStringRepresentation()).isEqualTo("1777 (rwxrwxrwt)");
        });
    }

    @Test
    void secretsAreNotThereForTheIde() {
        assertThatThrownBy(() -> assertThat(web).config().hasEnv("API_TOKEN", "x"))
                .isNotInstanceOf(AssertionFailedError.class);
    }

    @Test
    void stackTraceStartsInTheTest() {
        // The JVM calls a constructor in another way when it was called by reflection some times.
        for (int i = 0; i < 20; i++) {
            assertThatThrownBy(() -> assertThat(web).config().hasUser("0")).isInstanceOf(AssertionError.class);
        }
        assertThatThrownBy(() -> assertThat(web).config().hasUser("0"))
                .satisfies(failure -> assertThat(failure.getStackTrace()[0].getClassName())
                        .isEqualTo(AbstractDockdashAssertTest.class.getName()));
    }

    @Test
    void checksOfAssertJThrowToo() throws IOException {
        Image image = web.image();
        assertThat(image)
                .isEqualTo(Image.of(image.manifest(), image.config(), image.layers()))
                .isNotEqualTo(WebImage.bare())
                .isIn(List.of(image))
                .is(ALWAYS)
                .matches(i -> true)
                .satisfies(i -> assertThat(i.layers()).hasSize(2));
        assertThatThrownBy(() -> assertThat(image).isEqualTo(WebImage.bare())).isInstanceOf(AssertionError.class);
        assertThatThrownBy(() -> assertThat(image).is(NEVER)).isInstanceOf(AssertionError.class);
        assertThatThrownBy(() ->
                        assertThat(image).satisfies(i -> assertThat(i.layers()).isEmpty()))
                .isInstanceOf(AssertionError.class);
    }

    @Test
    void checksOfAssertJAreKeptSoftly() throws IOException {
        Image image = web.image();
        Image other = WebImage.bare();
        DockdashSoftAssertions softly = new DockdashSoftAssertions();
        softly.assertThat(image)
                .isEqualTo(other)
                .isNotEqualTo(image)
                .isSameAs(other)
                .isNotSameAs(image)
                .isIn(other, other)
                .isIn(List.of(other))
                .isNotIn(image, image)
                .isNotIn(List.of(image))
                .is(NEVER)
                .has(NEVER)
                .satisfies(NEVER)
                .isNot(ALWAYS)
                .doesNotHave(ALWAYS)
                .isInstanceOf(String.class)
                .isInstanceOfAny(String.class)
                .isNotInstanceOf(Image.class)
                .isNotInstanceOfAny(Image.class)
                .isExactlyInstanceOf(String.class)
                .isNotExactlyInstanceOf(Image.class)
                .isOfAnyClassIn(String.class)
                .isNotOfAnyClassIn(Image.class)
                .hasSameClassAs("")
                .doesNotHaveSameClassAs(image)
                .hasToString("x")
                .hasToString("%s", "x")
                .doesNotHaveToString(image.toString())
                .doesNotHaveToString("%s", image)
                .matches(i -> false)
                .matches(i -> false, "never")
                .doesNotMatch(i -> true)
                .doesNotMatch(i -> true, "always")
                .hasSameHashCodeAs("x")
                .doesNotHaveSameHashCodeAs(image)
                .isInstanceOfSatisfying(String.class, text -> {})
                .satisfies(i -> assertThat(i.layers()).isEmpty())
                .satisfiesAnyOf(i -> assertThat(i.layers()).isEmpty())
                .isNull();
        softly.assertThat((Image) null).isNotNull();
        assertThat(softly.assertionErrorsCollected()).hasSize(38);
    }

    @Test
    void noCheckOfAssertJIsForgotten() {
        Set<String> ours = signatures(AbstractDockdashAssert.class).collect(Collectors.toSet());
        assertThat(signatures(AbstractAssert.class)
                        .filter(signature -> !NO_CHECKS.contains(signature.substring(0, signature.indexOf('[')))))
                .isNotEmpty()
                .allMatch(ours::contains, "is one of ours too");
    }

    /** Returns name and parameters of public methods that can be overridden. */
    private static Stream<String> signatures(Class<?> type) {
        return Arrays.stream(type.getDeclaredMethods())
                .filter(method -> !method.isSynthetic() && Modifier.isPublic(method.getModifiers()))
                .filter(method -> (method.getModifiers() & (Modifier.FINAL | Modifier.STATIC)) == 0)
                .map(AbstractDockdashAssertTest::signature);
    }

    private static String signature(Method method) {
        return method.getName() + Arrays.toString(method.getParameterTypes());
    }
}
