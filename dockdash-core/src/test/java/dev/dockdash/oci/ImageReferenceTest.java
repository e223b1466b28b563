package dev.dockdash.oci;

import static dev.dockdash.oci.ReferenceGrammarTest.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImageReferenceTest {

    private static final String HEX_64 = "1a3f5e7d9c1b3a5f7e9d1c3b5a7f9e1d3c5b7a9f1e3d5d7c9b1a3f5e7d9c1b3a";
    private static final String SHA_256 = "sha256:" + HEX_64;
    private static final String SHA_512 = "sha512:" + HEX_64 + HEX_64;
    private static final Digest DIGEST = Digest.parse(SHA_256);

    @Nested
    class Parsing {

        @ParameterizedTest
        @CsvSource({
            // Docker Hub, in all its spellings
            "ubuntu,                             docker.io, library/ubuntu,     latest",
            "ubuntu:24.04,                       docker.io, library/ubuntu,     24.04",
            "library/ubuntu,                     docker.io, library/ubuntu,     latest",
            "docker.io/ubuntu,                   docker.io, library/ubuntu,     latest",
            "docker.io/library/ubuntu:24.04,     docker.io, library/ubuntu,     24.04",
            "index.docker.io/ubuntu,             docker.io, library/ubuntu,     latest",
            "index.docker.io/library/ubuntu,     docker.io, library/ubuntu,     latest",
            "index.docker.io/bitnami/redis:7,    docker.io, bitnami/redis,      7",
            "bitnami/redis,                      docker.io, bitnami/redis,      latest",
            "library/foo/bar,                    docker.io, library/foo/bar,    latest",
            "a/b/c/d,                            docker.io, a/b/c/d,            latest",
            "library,                            docker.io, library/library,    latest",
            "Docker.io/ubuntu,                   Docker.io, ubuntu,             latest",
            "registry-1.docker.io/library/x,     registry-1.docker.io, library/x, latest",
            // what is a host
            "localhost,                          docker.io, library/localhost,  latest",
            "localhost:5000,                     docker.io, library/localhost,  5000",
            "localhost/app,                      localhost, app,                latest",
            "localhost/team/app:1,               localhost, team/app,           1",
            "localhost:5000/app,                 localhost:5000, app,           latest",
            "myhost/app,                         docker.io, myhost/app,         latest",
            "MyHost/app,                         MyHost,    app,                latest",
            "LOCALHOST/app,                      LOCALHOST, app,                latest",
            "DOCKER/team/app:1,                  DOCKER,    team/app,           1",
            "Example.COM/app,                    Example.COM, app,              latest",
            "myhost:5000/app:1,                  myhost:5000, app,              1",
            "my-host.example.com/app,            my-host.example.com, app,      latest",
            "a--b.example.com/app,               a--b.example.com, app,         latest",
            "xn--n3h.com/app:xn--n3h.com,        xn--n3h.com, app,              xn--n3h.com",
            "0101.com/app,                       0101.com,  app,                latest",
            "192.168.1.1/app,                    192.168.1.1, app,              latest",
            "192.168.1.1:5000/app:5050,          192.168.1.1:5000, app,         5050",
            "192.168.1.1:5000,                   docker.io, library/192.168.1.1, 5000",
            "192.168.1.1,                        docker.io, library/192.168.1.1, latest",
            "host.example:443/a.b/c-d/e_f:g,     host.example:443, a.b/c-d/e_f, g",
            // a name alone is never a host
            "foo.com,                            docker.io, library/foo.com,    latest",
            "foo.com:5000,                       docker.io, library/foo.com,    5000",
            "foo_bar.com:8080,                   docker.io, library/foo_bar.com, 8080",
            "docker.io,                          docker.io, library/docker.io,  latest",
            "oci:dir,                            docker.io, library/oci,        dir",
            "sha256:deadbeef,                    docker.io, library/sha256,     deadbeef",
            // IPv6
            "[::1]/app,                          [::1],     app,                latest",
            "[::1]:5000/app:1,                   [::1]:5000, app,               1",
            "[2001:db8::]:5000/app,              [2001:db8::]:5000, app,        latest",
            "[2001:db8:1:2:3:4:5:6]/team/app:1,  [2001:db8:1:2:3:4:5:6], team/app, 1",
            "[FC00::1]:5000/app,                 [FC00::1]:5000, app,           latest",
            // separators
            "foo-bar,                            docker.io, library/foo-bar,    latest",
            "foo---bar,                          docker.io, library/foo---bar,  latest",
            "foo_bar,                            docker.io, library/foo_bar,    latest",
            "foo__bar,                           docker.io, library/foo__bar,   latest",
            "foo.bar/baz,                        foo.bar,   baz,                latest",
            "foo__bar/baz,                       docker.io, foo__bar/baz,       latest",
            "r.io/foo/p--id.module--name.v---s,  r.io,      foo/p--id.module--name.v---s, latest",
            "docker.io/foo.com/bar,              docker.io, foo.com/bar,        latest",
            "docker.io/localhost/bar,            docker.io, localhost/bar,      latest",
            // tags
            "app:Upper,                          docker.io, library/app,        Upper",
            "app:_,                              docker.io, library/app,        _",
            "app:1.0-rc.1_x,                     docker.io, library/app,        1.0-rc.1_x",
            "app:latest,                         docker.io, library/app,        latest",
        })
        void readsNameAndTag(String text, String registry, String repository, String tag) {
            ImageReference reference = ImageReference.parse(text);

            assertThat(reference).isEqualTo(ImageReference.of(registry, repository, tag));
            assertThat(reference.registry()).isEqualTo(registry);
            assertThat(reference.repository()).isEqualTo(repository);
            assertThat(reference.tag()).contains(tag);
            assertThat(reference.digest()).isEmpty();
            assertThat(reference).hasToString(registry + "/" + repository + ":" + tag);
            assertReadsBack(reference);
        }

        @ParameterizedTest
        @CsvSource({
            "ubuntu,                docker.io,      library/ubuntu,    ",
            "ubuntu:24.04,          docker.io,      library/ubuntu,    24.04",
            "localhost,             docker.io,      library/localhost, ",
            "localhost:8080,        docker.io,      library/localhost, 8080",
            "localhost:8080/name,   localhost:8080, name,              ",
            "localhost:8080/name:t, localhost:8080, name,              t",
            "[::1]:5000/app:1,      [::1]:5000,     app,               1",
            "index.docker.io/app,   docker.io,      library/app,       ",
        })
        void keepsDigestAndInventsNoTagBesideIt(String name, String registry, String repository, String tag) {
            for (String digest : new String[] {SHA_256, SHA_512}) {
                ImageReference reference = ImageReference.parse(name + "@" + digest);

                assertThat(reference.registry()).isEqualTo(registry);
                assertThat(reference.repository()).isEqualTo(repository);
                assertThat(reference.tag()).isEqualTo(Optional.ofNullable(tag));
                assertThat(reference.digest()).contains(Digest.parse(digest));
                assertReadsBack(reference);
            }
        }

        @Test
        void takesSixtyFourHexadecimalCharactersOnlyWithMoreAroundThem() {
            assertRefused(HEX_64).contains("ID of an image");
            assertThat(ImageReference.parse(HEX_64.substring(1)).repository())
                    .isEqualTo("library/" + HEX_64.substring(1));
            assertThat(ImageReference.parse(HEX_64 + "0").repository()).isEqualTo("library/" + HEX_64 + "0");
            for (String text : new String[] {"docker.io/" + HEX_64, "library/" + HEX_64, HEX_64 + ":1"}) {
                ImageReference reference = ImageReference.parse(text);
                assertThat(reference.repository()).isEqualTo("library/" + HEX_64);
                assertReadsBack(reference);
            }
        }

        @Test
        void limitsRepositoryToTwoHundredAndFiftyFiveCharactersWithoutHost() {
            String longest = "a".repeat(255);
            String host = "registry.example.com:5000/";

            assertThat(ImageReference.parse(host + longest + ":" + "t".repeat(128) + "@" + SHA_256)
                            .repository())
                    .isEqualTo(longest);
            assertRefused(host + longest + "a").contains("256 characters", "at most 255");
            assertThat(ImageReference.parse("n/" + "a".repeat(253)).repository())
                    .hasSize(255);
            assertRefused("n/" + "a".repeat(254)).contains("256 characters");
        }

        @Test
        void countsLibraryInTheLengthOfRepository() {
            assertThat(ImageReference.parse("a".repeat(247)).repository()).hasSize(255);
            assertRefused("a".repeat(248)).contains("256 characters");
            assertRefused("docker.io/" + "a".repeat(248)).contains("256 characters");
        }

        @Test
        void limitsTagToOneHundredAndTwentyEightCharacters() {
            assertThat(ImageReference.parse("app:" + "t".repeat(128)).tag()).contains("t".repeat(128));
            assertRefused("app:" + "t".repeat(129)).contains("129 characters", "1 to 128");
        }

        @ParameterizedTest
        @ValueSource(strings = {"foo/bar", "x.y/foo/bar:1", "x.y:1/z@" + SHA_256})
        void isEqualByItsParts(String text) {
            assertThat(ImageReference.parse(text))
                    .isEqualTo(ImageReference.parse(text))
                    .hasSameHashCodeAs(ImageReference.parse(text))
                    .isNotEqualTo(ImageReference.parse("foo/baz"));
        }

        private static void assertReadsBack(ImageReference reference) {
            assertThat(ImageReference.parse(reference.toString())).isEqualTo(reference);
            assertThat(ImageReference.parse(reference.toFamiliarString())).isEqualTo(reference);
        }
    }

    @Nested
    class FamiliarForm {

        @ParameterizedTest
        @CsvSource({
            "docker.io/library/ubuntu:24.04,      ubuntu:24.04",
            "ubuntu,                              ubuntu:latest",
            "index.docker.io/bitnami/redis:7,     bitnami/redis:7",
            "library/foo/bar:1,                   library/foo/bar:1",
            "localhost/app:1,                     localhost/app:1",
            "MyHost/app:1,                        MyHost/app:1",
            "example.com:8000/library/app:1,      example.com:8000/library/app:1",
            "docker.io/foo.com/bar:1,             docker.io/foo.com/bar:1",
            "docker.io/localhost/bar:1,           docker.io/localhost/bar:1",
            "docker.io/library/localhost:1,       localhost:1",
            "ubuntu:24.04@" + SHA_256 + ",        ubuntu:24.04@" + SHA_256,
        })
        void leavesOutWhatDockerLeavesOut(String text, String familiar) {
            assertThat(ImageReference.parse(text).toFamiliarString()).isEqualTo(familiar);
        }
    }

    @Nested
    class Making {

        @Test
        void completesPartsAsParsingDoes() {
            assertThat(ImageReference.of("index.docker.io", "ubuntu", "1")).hasToString("docker.io/library/ubuntu:1");
            assertThat(new ImageReference("x.com", "app", Optional.empty(), Optional.empty()))
                    .hasToString("x.com/app:latest");
            assertThat(ImageReference.of("x.com", "app", DIGEST)).hasToString("x.com/app@" + SHA_256);
        }

        @Test
        void refusesARegistryThatWouldNotBeReadBackAsOne() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> ImageReference.of("myhost", "app", "1"))
                    .withMessageContaining("the host \"myhost\" would be read as a part of the repository")
                    .withMessageContaining("myhost:443");
        }

        @ParameterizedTest
        @CsvSource({
            "x.com/app, 'b',   1",
            "x.com,     'b:1', 1",
            "x.com,     'b@c', 1",
            "x.com,     '',    1",
            "x.com,     B,     1",
            "'',        b,     1",
            "x.com,     b,     ''",
            "x.com,     b,     'a@b'",
            "x.com,     'b ',  1",
        })
        void refusesBrokenParts(String registry, String repository, String tag) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> ImageReference.of(registry, repository, tag))
                    .withMessageStartingWith(
                            "Invalid image reference \"" + registry + "/" + repository + ":" + tag + "\": the ");
        }

        @Test
        void changesOnePartAndKeepsTheOthers() {
            ImageReference reference = ImageReference.parse("x.com/app:1");

            assertThat(reference.withTag("2")).hasToString("x.com/app:2");
            assertThat(reference.withDigest(DIGEST)).hasToString("x.com/app:1@" + SHA_256);
            assertThat(reference.withDigest(DIGEST).withTag("2")).hasToString("x.com/app:2@" + SHA_256);
            assertThat(reference).hasToString("x.com/app:1");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> reference.withTag("-x"))
                    .withMessageContaining("the tag \"-x\"");
        }

        @Test
        void asksARegistryForTheDigestBeforeTheTag() {
            assertThat(ImageReference.parse("app").identifier()).isEqualTo("latest");
            assertThat(ImageReference.parse("app:1").identifier()).isEqualTo("1");
            assertThat(ImageReference.parse("app:1@" + SHA_256).identifier()).isEqualTo(SHA_256);
        }
    }
}
