package dev.dockdash.assertj;

import static dev.dockdash.assertj.DockdashAssertions.assertThat;
import static dev.dockdash.assertj.DockdashAssertions.assertThatThrownBy;

import dev.dockdash.oci.Digest;
import dev.dockdash.oci.ImageConfig;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageConfigAssertTest {

    private ImageConfig web;
    private ImageConfig bare;

    @BeforeEach
    void build(@TempDir Path cache) throws IOException {
        web = WebImage.in(cache).image().config();
        bare = WebImage.bare().config();
    }

    @Test
    void hasDigest() {
        Digest other = Digest.of(new byte[] {1});
        assertThat(web).hasDigest(web.digest()).hasDigest(web.digest().toString());
        fails(
                c -> c.hasDigest(other),
                "digest of config",
                other.toString(),
                web.digest().toString());
    }

    @Test
    void hasEntrypoint() {
        assertThat(web).hasEntrypoint("/app/serve");
        fails(c -> c.hasEntrypoint("/app/serve", "-v"), "entrypoint", "[\"/app/serve\", \"-v\"]", "[\"/app/serve\"]");
        failsBare(c -> c.hasEntrypoint("sh"), "entrypoint\n  expected: [\"sh\"]\n  actual:   []");
    }

    @Test
    void hasNoEntrypoint() {
        assertThat(bare).hasNoEntrypoint();
        fails(c -> c.hasNoEntrypoint(), "no entrypoint\n  actual: [\"/app/serve\"]");
    }

    @Test
    void hasCmd() {
        assertThat(web).hasCmd("--port", "8080");
        fails(c -> c.hasCmd("--port 8080"), "cmd", "[\"--port 8080\"]", "[\"--port\", \"8080\"]");
    }

    @Test
    void hasNoCmd() {
        assertThat(bare).hasNoCmd();
        fails(c -> c.hasNoCmd(), "no cmd\n  actual: [\"--port\", \"8080\"]");
    }

    @Test
    void hasRuntimeCommand() {
        assertThat(web).hasRuntimeCommand("/app/serve", "--port", "8080");
        fails(c -> c.hasRuntimeCommand("/app/serve"), """
                runtime command
                  expected:   ["/app/serve"]
                  actual:     ["/app/serve", "--port", "8080"]
                  entrypoint: ["/app/serve"]
                  cmd:        ["--port", "8080"]""");
    }

    @Test
    void hasEnv() {
        assertThat(web).hasEnv("LANG", "C.UTF-8");
        fails(c -> c.hasEnv("LANG", "C"), """
                environment variable LANG
                  expected: "C"
                  actual:   "C.UTF-8"
                  all:      PATH, LANG, API_TOKEN""");
        fails(c -> c.hasEnv("LNAG", "C"), """
                environment variable LNAG
                  expected: "C"
                  actual:   none
                  all:      PATH, LANG, API_TOKEN""");
        failsBare(
                c -> c.hasEnv("A", ""), "environment variable A\n  expected: \"\"\n  actual:   none\n  all:      none");
    }

    @Test
    void secretsAreNotShown() {
        assertThat(web).hasEnv("API_TOKEN", "s3cr3t");
        fails(c -> c.hasEnv("API_TOKEN", "other"), """
                environment variable API_TOKEN
                  expected: the value of the test, which is not shown
                  actual:   another value, which is not shown
                  all:      PATH, LANG, API_TOKEN""");
        fails(c -> c.hasEnv("DB_PASSWORD", "other"), """
                environment variable DB_PASSWORD
                  expected: the value of the test, which is not shown
                  actual:   none
                  all:      PATH, LANG, API_TOKEN""");
        fails(
                c -> c.doesNotHaveEnv("API_TOKEN"),
                "no environment variable API_TOKEN\n  actual: a value, which is not shown");
    }

    @Test
    void doesNotHaveEnv() {
        assertThat(web).doesNotHaveEnv("JAVA_HOME");
        fails(c -> c.doesNotHaveEnv("LANG"), "no environment variable LANG\n  actual: \"C.UTF-8\"");
    }

    @Test
    void hasLabel() {
        assertThat(web).hasLabel("org.opencontainers.image.title", "web");
        fails(c -> c.hasLabel("title", "web"), """
                label title
                  expected: "web"
                  actual:   none
                  all:      org.opencontainers.image.title""");
    }

    @Test
    void doesNotHaveLabel() {
        assertThat(web).doesNotHaveLabel("title");
        fails(
                c -> c.doesNotHaveLabel("org.opencontainers.image.title"),
                "no label org.opencontainers.image.title\n  actual: \"web\"");
    }

    @Test
    void hasUser() {
        assertThat(web).hasUser("1000");
        fails(c -> c.hasUser("1000:1000"), "user", "\"1000:1000\"", "\"1000\"");
        failsBare(c -> c.hasUser("root"), "user\n  expected: \"root\"\n  actual:   none");
    }

    @Test
    void hasNoUser() {
        assertThat(bare).hasNoUser();
        fails(c -> c.hasNoUser(), "no user\n  actual: \"1000\"");
    }

    @Test
    void hasWorkingDir() {
        assertThat(web).hasWorkingDir("/app");
        fails(c -> c.hasWorkingDir("/"), "working directory", "\"/\"", "\"/app\"");
    }

    @Test
    void hasNoWorkingDir() {
        assertThat(bare).hasNoWorkingDir();
        fails(c -> c.hasNoWorkingDir(), "no working directory\n  actual: \"/app\"");
    }

    @Test
    void exposesPort() {
        assertThat(web).exposesPort("8080").exposesPort("8080/TCP").exposesPort("9090/udp");
        fails(c -> c.exposesPort("9090"), "exposed ports to include: 9090/tcp\n  actual: 8080/tcp, 9090/udp");
        failsBare(c -> c.exposesPort("1/sctp"), "exposed ports to include: 1/sctp\n  actual: none");
    }

    @Test
    void exposesOnlyPorts() {
        assertThat(web).exposesOnlyPorts("9090/udp", "8080");
        assertThat(bare).exposesOnlyPorts();
        fails(c -> c.exposesOnlyPorts("8080", "9090"), """
                exposed ports to be exactly: 8080/tcp, 9090/tcp
                  missing:    9090/tcp
                  unexpected: 9090/udp""");
        fails(
                c -> c.exposesOnlyPorts(),
                "exposed ports to be exactly: none\n  missing:    none\n  unexpected: 8080/tcp, 9090/udp");
    }

    @Test
    void doesNotExposePort() {
        assertThat(web).doesNotExposePort("9090").doesNotExposePort("1");
        fails(c -> c.doesNotExposePort("8080"), "exposed ports not to include: 8080/tcp\n  actual: 8080/tcp, 9090/udp");
    }

    @Test
    void portOfAnOldConfigWithoutProtocolIsTcp() {
        ImageConfig old = config("\"ExposedPorts\":{\"80\":{}}");
        assertThat(old).exposesOnlyPorts("80/tcp").doesNotExposePort("80/udp");
    }

    @Test
    void whatIsNoPortIsAMistakeOfTheTest() {
        String message = "Invalid exposed port \"http\": expected a number and optionally a protocol, such as 8080/tcp";
        assertThatThrownBy(() -> assertThat(web).exposesPort("http"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
        assertThatThrownBy(() -> assertThat(web).doesNotExposePort("http")).hasMessage(message);
        assertThatThrownBy(() -> assertThat(web).exposesOnlyPorts("http")).hasMessage(message);
    }

    @Test
    void hasVolume() {
        assertThat(web).hasVolume("/data").hasVolume("data/");
        fails(c -> c.hasVolume("/date"), "volumes to include: /date\n  actual: /data");
    }

    @Test
    void hasOsAndArchitecture() {
        assertThat(web).hasOs("linux").hasArchitecture("amd64");
        fails(c -> c.hasOs("windows"), "operating system", "\"windows\"", "\"linux\"");
        fails(c -> c.hasArchitecture("arm64"), "architecture", "\"arm64\"", "\"amd64\"");
    }

    private void fails(Consumer<ImageConfigAssert> check, String what, String expected, String actual) {
        fails(check, what + "\n  expected: " + expected + "\n  actual:   " + actual);
    }

    private void fails(Consumer<ImageConfigAssert> check, String message) {
        fails(web, check, message);
    }

    private void failsBare(Consumer<ImageConfigAssert> check, String message) {
        fails(bare, check, message);
    }

    private static void fails(ImageConfig config, Consumer<ImageConfigAssert> check, String message) {
        assertThatThrownBy(() -> check.accept(assertThat(config)))
                .isInstanceOf(AssertionError.class)
                .hasMessage("[config · " + WebImage.shortForm(config.digest()) + "]\nExpecting " + message);
    }

    private static ImageConfig config(String fields) {
        String json = "{\"os\":\"linux\",\"architecture\":\"amd64\",\"config\":{" + fields
                + "},\"rootfs\":{\"type\":\"layers\",\"diff_ids\":[]}}";
        return ImageConfig.parse(json.getBytes(StandardCharsets.UTF_8));
    }
}
