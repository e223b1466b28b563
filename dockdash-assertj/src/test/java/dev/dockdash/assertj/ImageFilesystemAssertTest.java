package dev.dockdash.assertj;

import static dev.dockdash.assertj.DockdashAssertions.assertThat;
import static dev.dockdash.assertj.DockdashAssertions.assertThatThrownBy;

import dev.dockdash.image.ImageFilesystem;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageFilesystemAssertTest {

    private WebImage web;

    @BeforeEach
    void build(@TempDir Path cache) throws IOException {
        web = WebImage.in(cache);
    }

    @Test
    void contains() {
        assertThat(web).filesystem().contains("/app/serve", "app/lib/", "./bin/sh", "/bin/lost", "/");
        fails(f -> f.contains("/app/serve", "/app/app.jar", "/etc/pasword", "/zzz"), """
                filesystem to contain: /app/serve, /app/app.jar, /etc/pasword, /zzz
                  missing:                 /app/app.jar, /etc/pasword, /zzz
                  similar to /app/app.jar: /app/lib/app.jar
                  similar to /etc/pasword: /etc/passwd""");
    }

    @Test
    void doesNotContain() {
        assertThat(web).filesystem().doesNotContain("/app/server", "/root");
        fails(f -> f.doesNotContain("/app/server", "/app/serve", "/bin/sh", "/bin"), """
                filesystem not to contain: /app/server, /app/serve, /bin/sh, /bin
                  found: -rwxr-xr-x 0:0 18 /app/serve, from layer 1 (dockdash)
                         -rwxr-xr-x 0:0 2 /usr/bin/sh, from layer 0 (dockdash)
                         lrwxrwxrwx 0:0 0 /bin -> usr/bin, from layer 0 (dockdash)""");
    }

    @Test
    void fileIsHadInBothWays() {
        assertThat(web).filesystem().file("/app").isDirectory();
        assertThat(web)
                .filesystem()
                .file("/app", file -> file.isDirectory())
                .file("/nowhere", file -> file.doesNotExist())
                .contains("/app");
        fails(f -> f.file("/app/serve", file -> file.hasSize(1)), """
                size in bytes of /app/serve
                  expected: 1
                  actual:   18
                  from:     layer 1 (dockdash)""");
    }

    @Test
    void filesystemWithoutImageKnowsLayersByNumberOnly() throws IOException {
        ImageFilesystem filesystem = web.image().filesystem();
        assertThat(filesystem).contains("/app");
        assertThatThrownBy(() -> assertThat(filesystem).doesNotContain("/etc/passwd"))
                .hasMessage("[filesystem]\nExpecting filesystem not to contain: /etc/passwd\n"
                        + "  found: -rw-r--r-- 0:0 11 /etc/passwd, from layer 0");
    }

    @Test
    void pathsThatCannotBeMeantAreMistakesOfTheTest() {
        assertThatThrownBy(() -> assertThat(web).filesystem().contains()).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> assertThat(web).filesystem().doesNotContain(""))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> assertThat(web).file("").exists())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Invalid path \"\" in an image: expected a path such as /app/run");
    }

    private void fails(Consumer<ImageFilesystemAssert> check, String message) {
        assertThatThrownBy(() -> check.accept(assertThat(web).filesystem()))
                .isInstanceOf(AssertionError.class)
                .hasMessage(web.header() + "Expecting " + message);
    }
}
