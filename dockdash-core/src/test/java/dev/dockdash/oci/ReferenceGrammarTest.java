package dev.dockdash.oci;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchIllegalArgumentException;

import org.assertj.core.api.AbstractStringAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is no image reference, and how it says so. */
class ReferenceGrammarTest {

    private static final String HEX_64 = "1a3f5e7d9c1b3a5f7e9d1c3b5a7f9e1d3c5b7a9f1e3d5d7c9b1a3f5e7d9c1b3a";
    private static final String SHA_256 = "sha256:" + HEX_64;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                // host
                "exa_mple.com/app              | the host `exa_mple.com` is not valid",
                "exa_mple.com:5000/app         | the host `exa_mple.com:5000` is not valid",
                "-ab.com/app                   | the host `-ab.com` is not valid",
                "ab-.com/app                   | the host `ab-.com` is not valid",
                "ab.-com/app                   | the host `ab.-com` is not valid",
                "ab.com-/app                   | the host `ab.com-` is not valid",
                "ab..com/app                   | the host `ab..com` is not valid",
                ".com/app                      | the host `.com` is not valid",
                "com./app                      | the host `com.` is not valid",
                "../app                        | the host `..` is not valid",
                ":5000/app                     | the host `:5000` is not valid",
                "host:/app                     | the host `host:` is not valid",
                "host:http/app                 | the host `host:http` is not valid",
                "host:80:80/app                | the host `host:80:80` is not valid",
                "host:-1/app                   | the host `host:-1` is not valid",
                "user@host.com/app             | the host `user@host.com` is not valid",
                "Foo_Bar/app                   | the host `Foo_Bar` is not valid",
                "É/app                         | the host `É` is not valid",
                "a:1@b/c                       | the host `a:1@b` is not valid",
                "fc00::1:5000/app              | IPv6 address in brackets",
                "[fe80::1%eth0]:5000/app       | without zone",
                "[2001:db8::192.0.2.33]/app    | without embedded IPv4 address",
                "[::ffff:127.0.0.1]:5000/app   | without embedded IPv4 address",
                "[::1]5000/app                 | the host `[::1]5000` is not valid",
                "[::1]::5000/app               | the host `[::1]::5000` is not valid",
                "[::1/app                      | the host `[::1` is not valid",
                "::1]/app                      | the host `::1]` is not valid",
                "[]:80/app                     | the host `[]:80` is not valid",
                // repository
                "[::1]                         | the repository `[` is not valid",
                "[::1]:5000                    | the repository `[` is not valid",
                "[abcd]/app                    | the repository `[abcd]/app` is not valid",
                ":tag                          | the repository is missing",
                "/                             | the repository `/` is not valid",
                "/app                          | the repository `/app` is not valid",
                "app/                          | the repository `app/` is not valid",
                "host.com/                     | the repository is missing",
                "host.com/:tag                 | the repository is missing",
                "host.com//app                 | the repository `/app` is not valid",
                "docker.io/                    | the repository is missing",
                "a//b                          | the repository `a//b` is not valid",
                "a/b/                          | the repository `a/b/` is not valid",
                "a/:1                          | the repository `a/` is not valid",
                "foo___bar                     | the repository `foo___bar` is not valid",
                "foo..bar                      | the repository `foo..bar` is not valid",
                "foo._bar                      | the repository `foo._bar` is not valid",
                "foo_.bar                      | the repository `foo_.bar` is not valid",
                "foo-.bar                      | the repository `foo-.bar` is not valid",
                "foo-_bar                      | the repository `foo-_bar` is not valid",
                "-foo                          | the repository `-foo` is not valid",
                "foo-                          | the repository `foo-` is not valid",
                "_foo/bar                      | the repository `_foo/bar` is not valid",
                "foo/bar_                      | the repository `foo/bar_` is not valid",
                ".                             | the repository `.` is not valid",
                "x.com/a/../b                  | the repository `a/../b` is not valid",
                "x.com/.a                      | the repository `.a` is not valid",
                "x.com/__a/b                   | the repository `__a/b` is not valid",
                "a^a                           | the repository `a^a` is not valid",
                "aa/asdf$$^/aa                 | the repository `aa/asdf$$^/aa` is not valid",
                "a%2fb                         | the repository `a%2fb` is not valid",
                "a\\b                          | the repository `a\\b` is not valid",
                "caf\u00e9                     | the repository `caf\u00e9` is not valid",
                "a+b                           | the repository `a+b` is not valid",
                // tag
                "app:                          | the tag `` of 0 characters is not valid",
                "app:.a                        | the tag `.a` of 2 characters is not valid",
                "app:-a                        | the tag `-a` of 2 characters is not valid",
                "app:a:b                       | the tag `a:b` of 3 characters is not valid",
                "app:a~b                       | the tag `a~b` of 3 characters is not valid",
                "app:a+b                       | the tag `a+b` of 3 characters is not valid",
                "app:a/b:c                     | the host `app:a` is not valid",
                "x.com/app:a/b                 | the tag `a/b` of 3 characters is not valid",
                "app:\u00e9                    | the tag `\u00e9` of 1 characters is not valid",
                // digest
                "app@                          | the digest is wrong: Invalid digest ``",
                "app@sha256                    | the digest is wrong: Invalid digest `sha256`",
                "app@sha256:abcd               | expected 64 lower-case hexadecimal characters",
                "app@sha512:abcd               | expected 128 lower-case hexadecimal characters",
                "app@sha256:" + HEX_64 + "0 | expected 64 lower-case hexadecimal characters but was 65",
                "app@md5:" + HEX_64 + " | Unknown digest algorithm `md5`: expected sha256 or sha512",
                "app@SHA256:" + HEX_64 + " | Unknown digest algorithm `SHA256`",
                "app@" + SHA_256 + ":tag | the digest is wrong",
                "app@" + SHA_256 + "@" + SHA_256 + " | the digest is wrong",
                "app:@" + SHA_256 + " | the tag `` of 0 characters is not valid",
                "@" + SHA_256 + " | the repository is missing",
                // not references
                "https://github.com/docker/app | no scheme or transport: leave out `https://`",
                "docker://ubuntu               | no scheme or transport: leave out `docker://`",
            })
    void namesTheBrokenPart(String text, String reason) {
        assertRefused(text).contains(reason.replace('`', '"'));
    }

    @ParameterizedTest
    @CsvSource({
        "Ubuntu,                    ubuntu",
        "Ubuntu:24.04-RC,           ubuntu:24.04-RC",
        "docker/Docker,             docker/docker",
        "MyOrg/MyApp:V1,            myorg/myapp:V1",
        "ghcr.io/MyOrg/MyApp,       ghcr.io/myorg/myapp",
        "GHCR.io/MyOrg/MyApp,       GHCR.io/myorg/myapp",
        "A.io/A:A,                  A.io/a:A",
        "localhost/App,             localhost/app",
        "localhost:5000/x/App:A,    localhost:5000/x/app:A",
        "App@" + SHA_256 + ",       app@" + SHA_256,
    })
    void suggestsTheLowerCaseForm(String text, String suggestion) {
        assertRefused(text).contains("has upper-case letters", '"' + suggestion + '"');
        assertThat(ImageReference.parse(suggestion).toString()).contains(suggestion);
    }

    @Test
    void suggestsNoLowerCaseFormThatIsInvalidToo() {
        assertRefused("Foo___Bar")
                .doesNotContain("upper-case letters: expected")
                .contains("is not valid");
    }

    @ParameterizedTest
    @ValueSource(strings = {" ", "\t", " ubuntu", "ubuntu ", "ubuntu\n", "a b", "a\u0000b", "a:b c", "a\u2003b"})
    void showsWhereTheWhitespaceIs(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ImageReference.parse(text))
                .withMessageContaining("whitespace or a control character (U+")
                .withMessageContaining("at index ")
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("\n", "\t", "\u0000"));
    }

    @Test
    void explainsTheGrammarForAnEmptyText() {
        assertRefused("").contains("it is empty", "[host[:port]/]repository[:tag][@digest]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "-", "a-", "a_", "a.", "a/", "A", "a:", "@", "[", ":", ".", "/", "__", "0", "é"})
    @Timeout(10)
    void judgesAMegabyteQuicklyAndBriefly(String unit) {
        String huge = unit.repeat((1 << 20) / unit.length());
        for (String pattern : new String[] {
            "%s", "%s!", "%s/a", "[%s]/a", "[%s", "x.com/%s", "x.com/a:%s", "x.com/a@%s", "x.com/a@sha256:%s"
        }) {
            assertJudgedBriefly(pattern.replace("%s", huge));
        }
    }

    private static void assertJudgedBriefly(String text) {
        try {
            assertThat(ImageReference.parse(text).registry())
                    .as("what only a host may have, which the grammar does not limit")
                    .hasSizeGreaterThan(1 << 19);
        } catch (IllegalArgumentException e) {
            assertThat(e.getMessage()).hasSizeLessThan(2_000).contains("…");
        }
    }

    static AbstractStringAssert<?> assertRefused(String text) {
        return assertThat(catchIllegalArgumentException(() -> ImageReference.parse(text)))
                .as("refusal of \"%s\"", text)
                .isNotNull()
                .message()
                .startsWith("Invalid image reference \"")
                .contains(text);
    }
}
