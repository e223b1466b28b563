package dev.dockdash.assertj;

import static dev.dockdash.assertj.DockdashAssertions.assertThat;
import static dev.dockdash.assertj.DockdashAssertions.assertThatThrownBy;

import dev.dockdash.image.Image;
import dev.dockdash.oci.Descriptor;
import dev.dockdash.oci.ImageConfig;
import dev.dockdash.oci.ImageManifest;
import dev.dockdash.oci.MediaType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageFileAssertTest {

    private WebImage web;

    @BeforeEach
    void build(@TempDir Path cache) throws IOException {
        web = WebImage.in(cache);
    }

    @Test
    void exists() {
        assertThat(web).file("/app/serve").exists().isNotNull();
        fails("/lib/app.jar", f -> f.exists(), """
                /lib/app.jar to exist, but it does not
                  similar paths: /app/lib/app.jar""");
        fails("/nothing/like/it", f -> f.exists(), "/nothing/like/it to exist, but it does not");
        fails("/APP/serve", f -> f.isNotNull(), """
                /APP/serve to exist, but it does not
                  similar paths: /app/serve""");
    }

    @Test
    void everyCheckButOneAsksWhetherTheFileExists() {
        String message = "/app/servr to exist, but it does not\n  similar paths: /app/serve";
        List<Consumer<ImageFileAssert>> checks = List.of(
                f -> f.isRegularFile(),
                f -> f.isDirectory(),
                f -> f.isSymbolicLink(),
                f -> f.hasSymlinkTarget("x"),
                f -> f.hasMode(0),
                f -> f.hasPermissions("---------"),
                f -> f.isOwnedBy(0, 0),
                f -> f.hasSize(0),
                f -> f.followingLinks().exists(),
                f -> f.content().isEmpty(),
                f -> f.bytes().isEmpty());
        for (Consumer<ImageFileAssert> check : checks) {
            fails("app/servr/", check, message);
        }
        assertThat(web).file("/app/servr").doesNotExist();
    }

    @Test
    void doesNotExist() {
        assertThat(web).file("/app/server").doesNotExist().isNull();
        fails("/app/serve", f -> f.doesNotExist(), """
                nothing at /app/serve, but something is there
                  actual: -rwxr-xr-x 0:0 18 /app/serve
                  from:   layer 1 (dockdash)""");
    }

    @Test
    void typesAreTold() {
        assertThat(web).file("/app/serve").isRegularFile();
        assertThat(web).file("/app").isDirectory();
        assertThat(web).file("/").isDirectory();
        assertThat(web).file("/bin").isSymbolicLink();
        fails("/bin", f -> f.isDirectory(), """
                type of /bin
                  expected: directory
                  actual:   symbolic link
                  from:     layer 0 (dockdash)""");
        fails("/app", f -> f.isRegularFile(), """
                type of /app
                  expected: regular file
                  actual:   directory
                  from:     layer 1 (dockdash)""");
        fails("/", f -> f.isSymbolicLink(), """
                type of /
                  expected: symbolic link
                  actual:   directory
                  from:     no layer, only what lies in it has entries""");
    }

    @Test
    void hasSymlinkTarget() {
        assertThat(web).file("/bin").hasSymlinkTarget("usr/bin");
        fails("/bin", f -> f.hasSymlinkTarget("/usr/bin"), """
                target of link of /bin
                  expected: /usr/bin
                  actual:   usr/bin
                  from:     layer 0 (dockdash)""");
        fails("/app", f -> f.hasSymlinkTarget("x"), """
                type of /app
                  expected: symbolic link
                  actual:   directory
                  from:     layer 1 (dockdash)""");
    }

    @Test
    void hasMode() {
        assertThat(web).file("/tmp").hasMode(01777);
        fails("/app/serve", f -> f.hasMode(0644), """
                mode of /app/serve
                  expected: 0644 (rw-r--r--)
                  actual:   0755 (rwxr-xr-x)
                  from:     layer 1 (dockdash)""");
    }

    @Test
    void decimalModeGetsAHint() {
        fails("/app/serve", f -> f.hasMode(755), """
                mode of /app/serve
                  expected: 1363 (-wxrw--wt)
                  actual:   0755 (rwxr-xr-x)
                  from:     layer 1 (dockdash)
                  hint:     write 0755, 755 is decimal""");
        assertThatThrownBy(() -> assertThat(web).file("/tmp").hasMode(0100644))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Invalid mode 33188: expected an octal number up to 07777, such as 0755");
    }

    @Test
    void hasPermissions() {
        assertThat(web).file("/tmp").hasPermissions("rwxrwxrwt");
        fails("/app/lib/app.jar", f -> f.hasPermissions("rw-r--r--"), """
                permissions of /app/lib/app.jar
                  expected: rw-r--r--
                  actual:   rw-r-----
                  from:     layer 1 (dockdash)""");
        assertThatThrownBy(() -> assertThat(web).file("/tmp").hasPermissions("0755"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Invalid permissions \"0755\": expected nine letters without that of the type, such as"
                        + " rwxr-xr-x");
    }

    @Test
    void isOwnedBy() {
        assertThat(web).file("/app/lib/app.jar").isOwnedBy(1000, 1001);
        fails("/app/lib/app.jar", f -> f.isOwnedBy(1000, 1000), """
                owner of /app/lib/app.jar
                  expected: 1000:1000
                  actual:   1000:1001
                  from:     layer 1 (dockdash)""");
    }

    @Test
    void hasSize() {
        assertThat(web).file("/app/lib/app.jar").hasSize(3);
        fails("/bin", f -> f.hasSize(0), """
                type of /bin
                  expected: regular file
                  actual:   symbolic link
                  from:     layer 0 (dockdash)""");
    }

    @Test
    void linksOnTheWayAreShown() {
        assertThat(web).file("/bin/sh").hasMode(0755);
        fails("/bin/sh", f -> f.hasMode(0700), """
                mode of /bin/sh (/usr/bin/sh)
                  expected: 0700 (rwx------)
                  actual:   0755 (rwxr-xr-x)
                  from:     layer 0 (dockdash)""");
    }

    @Test
    void followingLinks() {
        assertThat(web)
                .file("/bin/ash")
                .isSymbolicLink()
                .followingLinks(f -> f.isRegularFile().hasSize(2))
                .followingLinks()
                .hasMode(0755);
        fails("/bin/ash", f -> f.followingLinks().hasSize(3), """
                size in bytes of /bin/ash (/usr/bin/sh)
                  expected: 3
                  actual:   2
                  from:     layer 0 (dockdash)""");
    }

    @Test
    void linkThatLeadsNowhere() {
        String message = """
                /bin/lost (/usr/bin/lost) to lead to something, but it does not
                  actual: lrwxrwxrwx 0:0 0 /usr/bin/lost -> nowhere
                  from:   layer 0 (dockdash)""";
        assertThat(web).file("/bin/lost").exists().followingLinks().doesNotExist();
        fails("/bin/lost", f -> f.followingLinks().exists(), message);
        fails("/bin/lost", f -> f.content().isEmpty(), message);
    }

    @Test
    void contentIsText() {
        assertThat(web).file("/app/serve").content().isEqualTo(WebImage.SCRIPT);
        assertThat(web).file("/bin/ash").content().isEqualTo("sh");
        assertThatThrownBy(() -> assertThat(web).file("/app/serve").content().contains("bash"))
                .isInstanceOf(AssertionError.class)
                .hasMessageStartingWith(web.header("/app/serve").strip())
                .hasMessageContaining("echo hi");
        fails("/app", f -> f.content().isEmpty(), """
                type of /app
                  expected: regular file
                  actual:   directory
                  from:     layer 1 (dockdash)""");
    }

    @Test
    void bytesAreRaw() {
        assertThat(web).file("/app/lib/app.jar").bytes().containsExactly(1, 2, 3);
        assertThatThrownBy(
                        () -> assertThat(web).file("/app/lib/app.jar").bytes().hasSize(4))
                .isInstanceOf(AssertionError.class)
                .hasMessageStartingWith(web.header("/app/lib/app.jar").strip());
    }

    @Test
    void historyTellsHowTheLayerCameToBe() {
        Image image = withHistory("COPY   serve \\n /app/serve", web.image());
        assertThatThrownBy(() -> assertThat(image).file("/app/serve").hasMode(0700))
                .hasMessageEndingWith("  from:     layer 1 (COPY serve /app/serve)");
    }

    @Test
    void historyOfOtherLayersIsNotShown() {
        Image image = withHistory("\",\"empty_layer\":true,\"comment\":\"", web.image());
        assertThatThrownBy(() -> assertThat(image).file("/app/serve").hasMode(0700))
                .hasMessageEndingWith("  from:     layer 1");
    }

    @Test
    void unreadableLayerIsNeitherPassNorFailure() {
        ImageConfig config = ImageConfig.parse(("{\"os\":\"linux\",\"architecture\":\"amd64\",\"rootfs\":{"
                        + "\"type\":\"layers\",\"diff_ids\":[\""
                        + LayerAssertTest.broken().diffId() + "\"]}}")
                .getBytes(StandardCharsets.UTF_8));
        ImageManifest manifest = ImageManifest.of(
                config.descriptor(MediaType.OCI_CONFIG),
                List.of(LayerAssertTest.broken().descriptor()),
                Map.of());
        Image broken = Image.of(manifest, config, List.of(LayerAssertTest.broken()));
        assertThatThrownBy(() -> assertThat(broken).file("/x").doesNotExist())
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageStartingWith(
                        "[linux/amd64 · " + WebImage.shortForm(broken.digest()) + "]\nReading the filesystem failed: ");
    }

    /** Returns the image with that text, as it is in JSON, for what made its layers. */
    private static Image withHistory(String createdBy, Image image) {
        String json = new String(image.config().toBytes(), StandardCharsets.UTF_8)
                .replace("\"created_by\":\"dockdash\"", "\"created_by\":\"" + createdBy + "\"");
        ImageConfig config = ImageConfig.parse(json.getBytes(StandardCharsets.UTF_8));
        Descriptor descriptor = config.descriptor(MediaType.OCI_CONFIG);
        ImageManifest manifest = ImageManifest.of(descriptor, image.manifest().layers(), Map.of());
        return Image.of(manifest, config, image.layers());
    }

    private void fails(String path, Consumer<ImageFileAssert> check, String message) {
        assertThatThrownBy(() -> check.accept(assertThat(web).file(path)))
                .isInstanceOf(AssertionError.class)
                .hasMessage(web.header() + "Expecting " + message);
    }
}
