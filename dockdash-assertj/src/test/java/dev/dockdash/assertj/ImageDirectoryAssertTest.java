package dev.dockdash.assertj;

import static dev.dockdash.assertj.DockdashAssertions.assertThat;
import static dev.dockdash.assertj.DockdashAssertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageDirectoryAssertTest {

    private WebImage web;

    @BeforeEach
    void build(@TempDir Path cache) throws IOException {
        web = WebImage.in(cache);
    }

    @Test
    void contains() {
        assertThat(web).directory("/app").contains("lib", "serve");
        assertThat(web).directory("/").contains("app");
        fails("/app", d -> d.contains("lib", "server"), """
            /app to contain: lib, server
              missing: server
              actual:  lib, serve\
            """);
    }

    @Test
    void containsOnly() {
        assertThat(web).directory("/app").containsOnly("serve", "lib");
        assertThat(web).directory("/tmp").isEmpty();
        fails("/app", d -> d.containsOnly("lib", "x"), """
            /app to contain only: lib, x
              missing:    x
              unexpected: serve\
            """);
        fails("/app", d -> d.isEmpty(), """
            /app to contain only: nothing
              missing:    none
              unexpected: lib, serve\
            """);
    }

    @Test
    void doesNotContain() {
        assertThat(web).directory("/app").doesNotContain(".git");
        fails("/app", d -> d.doesNotContain("lib"), "/app not to contain: lib\n  actual: lib, serve");
    }

    @Test
    void linksAreFollowed() {
        assertThat(web).directory("/bin").contains("sh").hasMode(0755);
    }

    @Test
    void files() {
        assertThat(web)
                .directory("/app", d -> d.file("serve", f -> f.hasMode(0755)).isDirectory())
                .directory("/app")
                .file("lib/app.jar")
                .hasSize(3);
        fails("/app", d -> d.file("serv").exists(), """
            /app/serv to exist, but it does not
              similar paths: /app/serve\
            """);
    }

    @Test
    void fileIsNoDirectory() {
        fails("/app/serve", d -> d.contains("x"), """
            type of /app/serve
              expected: directory
              actual:   regular file
              from:     layer 1 (dockdash)\
            """);
        fails("/ap", d -> d.isEmpty(), """
            /ap to exist, but it does not
              similar paths: /app""");
    }

    private void fails(String path, Consumer<ImageDirectoryAssert> check, String message) {
        assertThatThrownBy(() -> check.accept(assertThat(web).directory(path)))
                .isInstanceOf(AssertionError.class)
                .hasMessage(web.header() + "Expecting " + message);
    }
}
