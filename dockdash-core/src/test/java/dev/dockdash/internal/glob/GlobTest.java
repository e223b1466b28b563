package dev.dockdash.internal.glob;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GlobTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "*.class A.class",
                "**/*.class A.class",
                "**/*.class a/b/A.class",
                "a/** a",
                "a/** a/b/c",
                "a/**/c a/c",
                "a/**/c a/b/b/c",
                "/a/ a",
                "a?c abc",
                "[a-c]x bx",
                "[!a]x bx",
                "*.{jar,war} x.war",
                "a\\*b a*b",
                "a.b a.b",
                "**/.git a/.git"
            })
    void matches(String glob, String path) {
        assertThat(Glob.compile(glob).matches(path)).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "*.class a/A.class",
                "a/** ab",
                "a/** b/a",
                "a?c a/c",
                "[a-c]x dx",
                "[!a]x ax",
                "*.{jar,war} x.ear",
                "a\\*b axb",
                "a.b axb",
                "A a",
                "[!a]x /x"
            })
    void doesNotMatch(String glob, String path) {
        assertThat(Glob.compile(glob).matches(path)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/", "[a", "{a", "{a{b}}", "a\\"})
    void refusesWhatIsNone(String glob) {
        assertThatThrownBy(() -> Glob.compile(glob))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("Invalid glob \"" + glob + "\": ");
    }
}
