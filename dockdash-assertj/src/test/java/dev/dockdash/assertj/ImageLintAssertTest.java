package dev.dockdash.assertj;

import static dev.dockdash.assertj.DockdashAssertions.assertThat;
import static dev.dockdash.assertj.DockdashAssertions.assertThatThrownBy;

import dev.dockdash.image.Image;
import dev.dockdash.image.ImageBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.Consumer;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.junit.jupiter.api.Test;

class ImageLintAssertTest {

    private static final String PASSWD = "root:x:0:0::/root:/bin/sh\napp:x:1000:50::/app:/bin/sh\n";

    private static TestTar clean() throws IOException {
        return new TestTar()
                .file("etc/passwd", PASSWD)
                .file("bin/sh", "sh", mode(0755))
                .directory("tmp", 01777)
                .file("app/serve", "#!/bin/sh\n", mode(0755));
    }

    private static Consumer<TarArchiveEntry> mode(int mode) {
        return entry -> entry.setMode(mode);
    }

    private static ImageBuilder settings(TestTar tar) throws IOException {
        return TestImages.of(tar).user("app").entrypoint("/app/serve");
    }

    @Test
    void cleanImagePassesAll() throws IOException {
        LintProfile profile = LintProfile.all().without(LintRule.HAS_HEALTHCHECK);
        assertThat(TestImages.at("localhost:5000/web:1", settings(clean()).build()))
                .passesLint(profile)
                .runsAsNonRoot()
                .entrypointExists()
                .entrypointIsExecutableByUser()
                .hasNoSetuidFiles()
                .hasNoWorldWritableFiles()
                .hasNoSecrets()
                .hasNoEmptyPasswords()
                .hasUniqueIds()
                .hasNoPackageManagerCache()
                .hasNoSudo()
                .isNotLatestTag()
                .hasNoSensitiveVolumes()
                .hasNoStrayFiles()
                .hasNoDanglingSymlinks();
    }

    @Test
    void user() throws IOException {
        Image none = TestImages.of(clean()).build();
        fails(none, i -> i.runsAsNonRoot(), """
            image to run as another user than root
              found: no user is set, which means root\
            """);
        fails(settings(clean()).user("0:app").build(), i -> i.runsAsNonRoot(), """
            image to run as another user than root
              found: user 0:app is not in /etc/passwd and /etc/group, so no container can start\
            """);
        fails(settings(clean()).user("0:50").build(), i -> i.runsAsNonRoot(), """
            image to run as another user than root
              found: user 0:50 is root\
            """);
        fails(
                settings(new TestTar().file("etc/passwd", "toor:x:0:0::\n"))
                        .user("toor")
                        .build(),
                i -> i.runsAsNonRoot(),
                """
                image to run as another user than root
                  found: user toor is root\
                """);
        assertThat(settings(clean()).user("7").build()).runsAsNonRoot();
    }

    @Test
    void entrypoint() throws IOException {
        assertThat(settings(clean())
                        .entrypoint("serve")
                        .env("PATH", "/opt:/app")
                        .build())
                .entrypointExists();
        assertThat(settings(clean()).entrypoint("./serve").workingDir("/app").build())
                .entrypointExists();
        fails(TestImages.image(clean()), i -> i.entrypointExists(), """
            entry point to exist
              found: neither entrypoint nor cmd is set\
            """);
        fails(settings(clean()).entrypoint("serve").env("PATH", "/opt:/bin").build(), i -> i.entrypointExists(), """
            entry point to exist
              found: serve leads to no file, looked for at: /opt/serve, /bin/serve\
            """);
        fails(
                settings(new TestTar().file("app/serve", "#! /bin/bash -e\n", mode(0755)))
                        .build(),
                i -> i.entrypointExists(),
                """
                entry point to exist
                  found: /app/serve is a script of /bin/bash, which does not exist\
                """);
    }

    @Test
    void entrypointOfUser() throws IOException {
        TestTar tar = new TestTar()
                .file("etc/passwd", PASSWD)
                .directory("app", 0700)
                .file("app/serve", "", mode(0755))
                .file("app/plain", "");
        fails(settings(tar).build(), i -> i.entrypointIsExecutableByUser(), """
            entry point to be executable by the image's user
              found: /app/serve is not executable by app (1000:50) because of: cannot enter drwx------ 0:0 0 /app, \
            from layer 0 (dockdash)\
            """);
        Image plain = Image.from(TestImages.image(clean(), new TestTar().file("app/serve", "")))
                .entrypoint("/app/serve")
                .build();
        fails(plain, i -> i.entrypointIsExecutableByUser(), """
            entry point to be executable by the image's user
              found: /app/serve is not executable by root (0:0) because of: -rw-r--r-- 0:0 0 /app/serve, \
            from layer 1 (dockdash)\
            """);
        fails(settings(clean()).user("nobody").build(), i -> i.entrypointIsExecutableByUser(), """
            entry point to be executable by the image's user
              found: user nobody is not in /etc/passwd and /etc/group, so no container can start\
            """);
        fails(settings(clean()).entrypoint("/x").build(), i -> i.entrypointIsExecutableByUser(), """
            entry point to be executable by the image's user
              found: /x leads to no file, looked for at: /x\
            """);
    }

    @Test
    void setuid() throws IOException {
        Image image = settings(clean().file("bin/su", "", mode(04755)).file("bin/wall", "", mode(02755)))
                .build();
        assertThat(image).except("/bin/{su,wall}").hasNoSetuidFiles();
        fails(image, i -> i.except("/bin/su").hasNoSetuidFiles(), """
            no setuid or setgid files
              found: -rwxr-sr-x 0:0 0 /bin/wall, from layer 0 (dockdash)\
            """);
    }

    @Test
    void worldWritable() throws IOException {
        fails(
                settings(clean().directory("opt", 0777).file("opt/x", "", mode(0666)))
                        .build(),
                i -> i.hasNoWorldWritableFiles(),
                """
                no world-writable files
                  found: drwxrwxrwx 0:0 0 /opt, from layer 0 (dockdash)
                         -rw-rw-rw- 0:0 0 /opt/x, from layer 0 (dockdash)\
                """);
    }

    @Test
    void accounts() throws IOException {
        Image image = settings(new TestTar()
                        .file("etc/passwd", "root:x:0:0\napp::1000:50\ntoor:x:0:0\n")
                        .file("etc/group", "staff:x:50:\nstaff:x:51:\n")
                        .file("etc/shadow", "root::1:\napp:!:1:\n"))
                .build();
        fails(image, i -> i.hasNoEmptyPasswords(), """
            no empty passwords
              found: user app in /etc/passwd
                     user root in /etc/shadow\
            """);
        fails(image, i -> i.hasUniqueIds(), """
            unique names and numbers of users and groups
              found: user number 0 of root, toor in /etc/passwd
                     group name staff of staff, staff in /etc/group\
            """);
    }

    @Test
    void leftovers() throws IOException {
        Image image = settings(clean().file("var/lib/apt/lists/x_InRelease", "x")
                        .file("usr/bin/sudo", "x")
                        .directory("app/.git", 0755))
                .volume("/dev/")
                .build();
        fails(image, i -> i.hasNoPackageManagerCache(), """
            no caches of package managers
              found: -rw-r--r-- 0:0 1 /var/lib/apt/lists/x_InRelease, from layer 0 (dockdash)\
            """);
        fails(image, i -> i.hasNoSudo(), "no sudo\n  found: -rw-r--r-- 0:0 1 /usr/bin/sudo, from layer 0 (dockdash)");
        fails(
                image,
                i -> i.hasNoStrayFiles(),
                "no stray files\n  found: drwxr-xr-x 0:0 0 /app/.git, from layer 0 (dockdash)");
        fails(image, i -> i.hasNoSensitiveVolumes(), "no volumes at places of the system\n  found: /dev");
    }

    @Test
    void danglingLinks() throws IOException {
        Image image = settings(clean().symbolicLink("etc/mtab", "../proc/mounts")
                        .symbolicLink("sh", "bin/sh")
                        .symbolicLink("lost", "nowhere"))
                .build();
        fails(image, i -> i.hasNoDanglingSymlinks(), """
            no dangling symbolic links
              found: lrw-r--r-- 0:0 0 /lost -> nowhere, from layer 0 (dockdash)\
            """);
    }

    @Test
    void latest() throws IOException {
        Image image = TestImages.image(clean());
        assertThat(TestImages.at("localhost:5000/web@" + image.digest(), image)).isNotLatestTag();
        String header = "[localhost:5000/web · linux/amd64 · " + WebImage.shortForm(image.digest()) + "]\n";
        assertThatThrownBy(() ->
                        assertThat(TestImages.at("localhost:5000/web", image)).isNotLatestTag())
                .hasMessage(header + "Expecting another tag than latest\n  found: localhost:5000/web");
        assertThatThrownBy(() -> assertThat(image).isNotLatestTag()).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void profile() throws IOException {
        Image image = settings(clean().file("bin/su", "", mode(04755))).build();
        assertThat(image)
                .passesLint(LintProfile.of(LintRule.NO_SETUID_FILES).except(LintRule.NO_SETUID_FILES, "/bin/su"));
        fails("", image, i -> i.passesLint(LintProfile.all()), """
            Expecting image to pass lint, but it does not
              HAS_HEALTHCHECK: none is set
              NO_SETUID_FILES: -rwsr-xr-x 0:0 0 /bin/su, from layer 0 (dockdash)\
            """);
        assertThatThrownBy(() -> LintProfile.of(LintRule.NO_SUDO).except(LintRule.NO_SECRETS, "x"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Invalid exception from NO_SECRETS: the profile has the rules [NO_SUDO]");
        assertThatThrownBy(LintProfile::of).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void unreadableLayerIsNoFinding() throws IOException {
        Image broken = Image.scratch().layer(LayerAssertTest.broken()).build();
        assertThatThrownBy(() -> assertThat(broken).hasNoSetuidFiles()).isInstanceOf(UncheckedIOException.class);
        assertThatThrownBy(() -> assertThat(broken).hasNoSecrets()).isInstanceOf(UncheckedIOException.class);
        assertThatThrownBy(() -> assertThat(broken).preservesDirectoriesOf(broken))
                .isInstanceOf(UncheckedIOException.class);
    }

    private static void fails(Image image, Consumer<ImageAssert> check, String message) {
        fails("Expecting ", image, check, message);
    }

    private static void fails(String start, Image image, Consumer<ImageAssert> check, String message) {
        assertThatThrownBy(() -> check.accept(assertThat(image)))
                .isInstanceOf(AssertionError.class)
                .hasMessage(TestImages.header(image) + start + message);
    }
}
