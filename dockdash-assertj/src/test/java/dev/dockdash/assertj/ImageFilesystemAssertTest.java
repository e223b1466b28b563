package dev.dockdash.assertj;

import static dev.dockdash.assertj.DockdashAssertions.assertThat;
import static dev.dockdash.assertj.DockdashAssertions.assertThatThrownBy;

import dev.dockdash.image.Image;
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
              similar to /etc/pasword: /etc/passwd\
            """);
    }

    @Test
    void doesNotContain() {
        assertThat(web).filesystem().doesNotContain("/app/server", "/root");
        fails(f -> f.doesNotContain("/app/server", "/app/serve", "/bin/sh", "/bin"), """
            filesystem not to contain: /app/server, /app/serve, /bin/sh, /bin
              found: -rwxr-xr-x 0:0 18 /app/serve, from layer 1 (dockdash)
                     -rwxr-xr-x 0:0 2 /usr/bin/sh, from layer 0 (dockdash)
                     lrwxrwxrwx 0:0 0 /bin -> usr/bin, from layer 0 (dockdash)\
            """);
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
              from:     layer 1 (dockdash)\
            """);
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

    @Test
    void globs() {
        assertThat(web).filesystem().containsGlob("/app/**/*.jar").doesNotContainGlob("**/.git");
        fails(f -> f.containsGlob("/app/*.jar"), """
            filesystem to contain a match of: /app/*.jar""");
        fails(f -> f.doesNotContainGlob("/app/*"), """
            filesystem not to contain a match of: /app/*
              found: drwxr-xr-x 0:0 0 /app/lib, from layer 1 (dockdash)
                     -rwxr-xr-x 0:0 18 /app/serve, from layer 1 (dockdash)\
            """);
        assertThatThrownBy(() -> assertThat(web).filesystem().containsGlob("["))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void containsOnly() {
        assertThat(web).filesystem().containsOnly("/app/**", "/usr/bin/*", "/bin", "/etc/passwd", "/tmp");
        fails(f -> f.containsOnly("/app/lib/*", "/usr/**", "/bin", "/etc/**", "/opt"), """
            filesystem to contain only: /app/lib/*, /usr/**, /bin, /etc/**, /opt
              without match: /opt
              unexpected:    -rwxr-xr-x 0:0 18 /app/serve, from layer 1 (dockdash)
                             drwxrwxrwt 0:0 0 /tmp, from layer 0 (dockdash)\
            """);
    }

    @Test
    void eachFile() {
        assertThat(web).filesystem().eachFile("/app/**", file -> file.exists());
        fails(f -> f.eachFile("/app/**", file -> file.hasMode(0755)), """
            mode of /app/lib/app.jar
              expected: 0755 (rwxr-xr-x)
              actual:   0640 (rw-r-----)
              from:     layer 1 (dockdash)\
            """);
        fails(f -> f.eachFile("/opt/*", file -> file.exists()), """
            filesystem to contain a match of: /opt/*\
            """);
    }

    @Test
    void accounts() throws IOException {
        ImageFilesystem filesystem = TestImages.image(new TestTar()
                        .file("etc/passwd", "root:x:0:0\n# no line\napp:x:1000:50::\n")
                        .file("etc/group", "staff:x:50:\n"))
                .filesystem();
        assertThat(filesystem).hasUser("app", 1000).hasGroup("staff", 50);
        assertThatThrownBy(() -> assertThat(filesystem).hasUser("app", 1001))
                .hasMessage("[filesystem]\nExpecting users to include: app 1001\n  actual: root 0, app 1000");
        assertThatThrownBy(() -> assertThat(filesystem).hasGroup("app", 50))
                .hasMessage("[filesystem]\nExpecting groups to include: app 50\n  actual: staff 50");
    }

    @Test
    void directoriesOfTheBase() throws IOException {
        Image base = TestImages.image(new TestTar()
                .directory("tmp", 01777)
                .directory("usr/bin", 0755)
                .symbolicLink("bin", "usr/bin")
                .symbolicLink("link", "nowhere")
                .directory("var/lib", 0755));
        assertThat(TestImages.on(base, new TestTar().file("tmp/x", "").file("link", "")))
                .preservesDirectoriesOf(base);
        Image spoilt = TestImages.on(
                base,
                new TestTar()
                        .directory("tmp", 0755)
                        .file("tmp/x", "")
                        .directory("bin", 0755)
                        .file("bin/run", "")
                        .file("var/.wh.lib", ""));
        assertThatThrownBy(() -> assertThat(spoilt).preservesDirectoriesOf(base))
                .hasMessage(TestImages.header(spoilt) + "Expecting directories to be as in the base " + base
                        + "\n"
                        + "  changed: /bin: type symbolic link -> directory, mode 0644 (rw-r--r--) -> 0755"
                        + " (rwxr-xr-x), target usr/bin -> none, by layer 1 (dockdash), which adds /bin/run\n"
                        + "           /tmp: mode 1777 (rwxrwxrwt) -> 0755 (rwxr-xr-x), by layer 1 (dockdash), which"
                        + " adds /tmp/x\n"
                        + "           /var/lib: it is gone");
    }

    @Test
    void messageTellsWhatLayersDidToAPath() throws IOException {
        Image image = TestImages.image(
                new TestTar().file("app/lib/app.jar", "1"),
                new TestTar().file("app/lib/app.jar", "2"),
                new TestTar().file("app/.wh.lib", "").file("app/libs/app.jar", "3"));
        assertThatThrownBy(() -> assertThat(image).file("/app/lib/app.jar").exists())
                .hasMessage(TestImages.header(image) + """
                    Expecting /app/lib/app.jar to exist, but it does not
                      history:       layer 0 (dockdash) added it
                                     layer 1 (dockdash) changed it
                                     layer 2 (dockdash) deleted it
                      similar paths: /app/libs/app.jar\
                    """);
    }

    private void fails(Consumer<ImageFilesystemAssert> check, String message) {
        assertThatThrownBy(() -> check.accept(assertThat(web).filesystem()))
                .isInstanceOf(AssertionError.class)
                .hasMessage(web.header() + "Expecting " + message);
    }
}
