package dev.dockdash.assertj;

import static dev.dockdash.assertj.DockdashAssertions.assertThat;
import static dev.dockdash.assertj.DockdashAssertions.assertThatThrownBy;

import dev.dockdash.image.Image;
import dev.dockdash.oci.Digest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Owners, access, links, attributes and content in more than one form. */
class ImageFileDetailsAssertTest {

    private static final String NET_BIND =
            new String(new byte[] {1, 0, 0, 2, 0, 4, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0}, StandardCharsets.UTF_8);

    private Image image;
    private Image base;

    @BeforeEach
    void build() throws IOException {
        TestTar bottom = new TestTar()
                .file("etc/passwd", "root:x:0:0::/root:/bin/sh\napp:x:1000:50::/app:/bin/sh\n")
                .file("etc/group", "root:x:0:\nstaff:x:50:\nlog:x:4:app\n")
                .file("bin/gzip", "gzip", entry -> entry.setMode(0755))
                .hardLink("bin/gunzip", "bin/gzip")
                .file("bin/copy", "gzip", entry -> entry.setMode(0755))
                .device("dev/null");
        base = TestImages.image(bottom);
        TestTar top = new TestTar()
                .directory("app", 0750)
                .file("app/serve", "serve", entry -> {
                    entry.setMode(0710);
                    entry.setIds(1000, 50);
                    entry.addPaxHeader("SCHILY.xattr.user.origin", "ci");
                    entry.addPaxHeader("SCHILY.xattr.security.capability", NET_BIND);
                })
                .file("app.json", "{\"port\": 8080}")
                .file("app.properties", "port=8080\nname=web\\u0021\n")
                .file("bad.properties", "a=\\u00")
                .file("app.yaml", "server: {port: 8080}\n")
                .file("bad.yaml", "a: [")
                .file("etc/group", "root:x:0:\nstaff:x:50:\nlog:x:4:app\nnew:x:5:\n");
        image = Image.from(base).layer(top.layer()).user("app").build();
    }

    @Test
    void device() {
        assertThat(image).file("/dev/null").isDevice();
        fails("/etc/passwd", f -> f.isDevice(), """
            type of /etc/passwd
              expected: device
              actual:   regular file
              from:     layer 0 (dockdash)\
            """);
    }

    @Test
    void hardLink() {
        assertThat(image).file("/bin/gunzip").isHardLinkTo("bin/gzip");
        assertThat(image).file("/bin/gzip").isHardLinkTo("/bin/gunzip");
        fails("/bin/gzip", f -> f.isHardLinkTo("/bin/copy"), """
            /bin/gzip to be another name of /bin/copy
              actual: -rwxr-xr-x 0:0 4 /bin/gzip
              other:  -rwxr-xr-x 0:0 4 /bin/copy\
            """);
        fails("/bin/gzip", f -> f.isHardLinkTo("/bin/zip"), """
            /bin/gzip to be another name of /bin/zip
              actual: -rwxr-xr-x 0:0 4 /bin/gzip
              other:  nothing\
            """);
    }

    @Test
    void layerOfOrigin() {
        assertThat(image).file("/etc/passwd").isFromLayer(0).isFromBase(base);
        assertThat(image).file("/app/serve").isFromLayer(1);
        fails("/app/serve", f -> f.isFromLayer(0), "/app/serve to be from layer 0\n  actual: layer 1 (dockdash)");
        fails("/app/serve", f -> f.isFromBase(base), """
            /app/serve to be from the base of 1 layers
              actual: layer 1 (dockdash)\
            """);
    }

    @Test
    void unchanged() {
        assertThat(image).file("/etc/passwd").isUnchangedFrom(base);
        fails(
                "/etc/group",
                f -> f.isUnchangedFrom(base),
                "/etc/group to be as in " + base + "\n  changed: size 34 -> 43\n  by:      layer 1 (dockdash)");
        fails(
                "/app/serve",
                f -> f.isUnchangedFrom(base),
                "/app/serve to be as in " + base + "\n  actual: -rwx--x--- 1000:50 5 /app/serve\n  there:  nothing");
    }

    @Test
    void ownerNames() {
        assertThat(image).file("/app/serve").hasOwnerName("app").hasGroupName("staff");
        fails("/app/serve", f -> f.hasOwnerName("root"), """
            owner name of /app/serve
              expected: root
              actual:   app (1000)
              from:     layer 1 (dockdash)\
            """);
        fails("/app/serve", f -> f.hasGroupName("root"), """
            group name of /app/serve
              expected: root
              actual:   staff (50)
              from:     layer 1 (dockdash)\
            """);
    }

    @Test
    void executableByMode() {
        assertThat(image)
                .file("/app/serve")
                .isExecutableBy(Accessor.OWNER)
                .isExecutableBy(Accessor.GROUP)
                .isExecutableBy(Accessor.ANY);
        fails("/app/serve", f -> f.isExecutableBy(Accessor.OTHER), """
            /app/serve to be executable by other
              actual: -rwx--x--- 1000:50 5 /app/serve
              from:   layer 1 (dockdash)\
            """);
        fails("/app.json", f -> f.isExecutableBy(Accessor.ANY), """
            /app.json to be executable by any
              actual: -rw-r--r-- 0:0 14 /app.json
              from:   layer 1 (dockdash)\
            """);
    }

    @Test
    void executableByProcess() {
        assertThat(image)
                .file("/bin/gzip")
                .isExecutableBy(7, 7)
                .isExecutableByUser("app")
                .isExecutableByImageUser();
        assertThat(image).file("/app/serve").isExecutableBy(0, 0);
        fails("/app/serve", f -> f.isExecutableBy(7, 7), """
            /app/serve to be executable by 7:7, but it is not
              because of: cannot enter drwxr-x--- 0:0 0 /app
              from:       layer 1 (dockdash)\
            """);
        fails("/app.json", f -> f.isExecutableByUser("root"), """
            /app.json to be executable by root (0:0), but it is not
              because of: -rw-r--r-- 0:0 14 /app.json
              from:       layer 1 (dockdash)\
            """);
        fails("/app/serve", f -> f.isExecutableByImageUser(), """
            /app/serve to be executable by app (1000:50 and groups [4]), but it is not
              because of: cannot enter drwxr-x--- 0:0 0 /app
              from:       layer 1 (dockdash)\
            """);
        fails("/app/serve", f -> f.isExecutableByUser("nobody"), """
            user nobody to be one of the image, but it is not
              users: root, app\
            """);
    }

    @Test
    void readableByProcess() {
        assertThat(image).file("/etc/passwd").isReadableBy(7, 7);
        fails("/app/serve", f -> f.isReadableBy(7, 0), """
            /app/serve to be readable by 7:0, but it is not
              because of: -rwx--x--- 1000:50 5 /app/serve
              from:       layer 1 (dockdash)\
            """);
    }

    @Test
    void imageUserNeedsAnImage() throws IOException {
        assertThatThrownBy(
                        () -> assertThat(image.filesystem()).file("/app/serve").isExecutableByImageUser())
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("[filesystem] this check needs the whole image: start with assertThat(image)");
    }

    @Test
    void extendedAttributes() {
        assertThat(image).file("/app/serve").hasXattr("user.origin", "ci").hasCapability("CAP_NET_BIND_SERVICE");
        fails("/app/serve", f -> f.hasXattr("user.origin", "x"), """
            extended attribute user.origin of /app/serve
              expected: "x"
              actual:   "ci"
              from:     layer 1 (dockdash)\
            """);
        fails("/app/serve", f -> f.hasCapability("net_raw"), """
            /app/serve to give the capability: cap_net_raw
              actual: cap_net_bind_service
              from:   layer 1 (dockdash)\
            """);
        fails("/bin/gzip", f -> f.hasCapability("net_raw"), """
            /bin/gzip to give the capability: cap_net_raw
              actual: none
              from:   layer 0 (dockdash)\
            """);
        assertThatThrownBy(() -> assertThat(image).file("/app/serve").hasCapability("fly"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Invalid capability \"fly\": expected a name such as cap_net_bind_service");
    }

    @Test
    void digestAndTime() {
        Digest gzip = Digest.of("gzip".getBytes(StandardCharsets.UTF_8));
        Digest other = Digest.of(new byte[0]);
        assertThat(image)
                .file("/bin/gunzip")
                .hasDigest(gzip)
                .hasDigest(gzip.toString())
                .hasModificationTime(Instant.EPOCH);
        fails(
                "/bin/gzip",
                f -> f.hasDigest(other),
                "digest of /bin/gzip\n  expected: " + other + "\n  actual:   " + gzip
                        + "\n  from:     layer 0 (dockdash)");
        fails("/bin/gzip", f -> f.hasModificationTime(Instant.EPOCH.plusSeconds(1)), """
            modification time of /bin/gzip
              expected: 1970-01-01T00:00:01Z
              actual:   1970-01-01T00:00:00Z
              from:     layer 0 (dockdash)\
            """);
    }

    @Test
    void contentInManyForms() {
        assertThat(image)
                .file(
                        "/app.json",
                        f -> f.asJson(j -> j.hasValue("/port", "8080")).content(c -> c.contains("port")))
                .file("/app.json")
                .asJson()
                .isEqualToJson("{\"port\": 8080}");
        assertThat(image)
                .file("/etc/passwd")
                .lines()
                .hasSize(2)
                .first()
                .asString()
                .startsWith("root:");
        assertThat(image)
                .file("/app.properties")
                .asProperties()
                .containsEntry("name", "web!")
                .hasSize(2);
        assertThat(image).file("/bin/gzip").extracted().hasContent("gzip").hasFileName("gzip");
        assertThat(image)
                .file("/app.yaml", f -> f.asYaml(y -> y.isEqualToJson("{\"server\": {\"port\": 8080}}")))
                .file("/app.yaml")
                .asYaml()
                .hasValue("/server/port", "8080");
        fails("/bad.yaml", f -> f.asYaml().hasValue("/x", "1"), "/bad.yaml to be YAML, but it is not");
        assertThatThrownBy(() -> assertThat(image).file("/etc/passwd").lines().isEmpty())
                .hasMessageStartingWith(part("/etc/passwd"));
        assertThatThrownBy(() ->
                        assertThat(image).file("/app.properties").asProperties().isEmpty())
                .hasMessageStartingWith(part("/app.properties"));
        assertThatThrownBy(() -> assertThat(image).file("/bin/gzip").extracted().hasContent("zip"))
                .hasMessageStartingWith(part("/bin/gzip"));
        fails("/bad.properties", f -> f.asProperties().isEmpty(), """
            /bad.properties to be properties, but it is not
              reason: java.lang.IllegalArgumentException: Malformed \\uxxxx encoding.\
            """);
        fails("/bin/gzip", f -> f.asJson().hasValue("/x", "1"), "/bin/gzip to be JSON, but it is not\n  actual: gzip");
    }

    @Test
    void failuresOfAllFormsAreKept() {
        DockdashSoftAssertions softly = new DockdashSoftAssertions();
        softly.assertThat(image).file("/etc/passwd").lines().isEmpty();
        softly.assertThat(image).file("/app.properties").asProperties().isEmpty();
        softly.assertThat(image).file("/bin/gzip").extracted().hasContent("zip").doesNotExist();
        softly.assertThat(image)
                .file("/app.json")
                .asJson()
                .hasValue("/port", "1")
                .at("/port")
                .hasValue("", "2");
        softly.assertThat(image).file("/nowhere").lines().isEmpty();
        softly.assertThat(image).file("/nowhere").asProperties().hasSize(3);
        softly.assertThat(image).file("/nowhere").extracted().hasContent("zip");
        softly.assertThat(image)
                .file("/nowhere")
                .asJson()
                .hasValue("/port", "1")
                .at("/x")
                .asText()
                .isEmpty();
        softly.assertThat(image).directory("/nowhere").contains("x").file("y").exists();
        assertThat(softly.assertionErrorsCollected()).hasSize(12);
    }

    private String part(String part) {
        return TestImages.header(image).replace("]\n", " · " + part + "]");
    }

    private void fails(String path, Consumer<ImageFileAssert> check, String message) {
        assertThatThrownBy(() -> check.accept(assertThat(image).file(path)))
                .isInstanceOf(AssertionError.class)
                .hasMessage(TestImages.header(image) + "Expecting " + message);
    }
}
