package dev.dockdash.assertj;

import static dev.dockdash.assertj.DockdashAssertions.assertThat;
import static dev.dockdash.assertj.DockdashAssertions.assertThatThrownBy;

import dev.dockdash.layer.Layer;
import java.io.IOException;
import java.time.Instant;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LayerEntryAssertTest {

    private Layer layer;

    @BeforeEach
    void build() throws IOException {
        layer = new TestTar()
                .directory("app", 0755)
                .file("./app/run", "run", entry -> {
                    entry.setMode(04755);
                    entry.setIds(1000, 0);
                    entry.setNames("app", "staff");
                    entry.addPaxHeader("SCHILY.xattr.user.origin", "ci");
                })
                .symbolicLink("bin", "usr/bin")
                .hardLink("app/also", "/app/run")
                .file("etc/.wh.motd", "")
                .layer();
    }

    @Test
    void types() {
        assertThat(layer)
                .entry("/app", e -> e.isDirectory().hasPath("app/"))
                .entry("/app/run", e -> e.isRegularFile().hasPath("./app/run"))
                .entry("/bin", e -> e.isSymbolicLinkTo("usr/bin"))
                .entry("/app/also", e -> e.isHardLinkTo("app/run"))
                .entry("/etc/.wh.motd", e -> e.isWhiteout());
        fails("/app", e -> e.isRegularFile(), "type of entry app/\n  expected: regular file\n  actual:   directory");
        fails("/bin", e -> e.isDirectory(), "type of entry bin\n  expected: directory\n  actual:   symbolic link");
        fails("/bin", e -> e.isWhiteout(), "type of entry bin\n  expected: whiteout\n  actual:   symbolic link");
        fails("/bin", e -> e.isSymbolicLinkTo("/usr/bin"), """
            target of entry bin
              expected: "/usr/bin"
              actual:   "usr/bin\"\
            """);
        fails(
                "/app",
                e -> e.isSymbolicLinkTo("x"),
                "type of entry app/\n  expected: symbolic link\n  actual:   directory");
        fails("/app/also", e -> e.isHardLinkTo("/x"), """
            target of entry app/also
              expected: "/x"
              actual:   "/app/run\"\
            """);
        fails("/app/run", e -> e.hasPath("app/run"), """
            path of entry
              expected: "app/run"
              actual:   "./app/run\"\
            """);
    }

    @Test
    void attributes() {
        assertThat(layer)
                .entry("/app/run")
                .hasMode(04755)
                .isOwnedBy(1000, 0)
                .hasOwnerNames("app", "staff")
                .hasModificationTime(Instant.EPOCH)
                .hasSize(3)
                .hasXattr("user.origin", "ci");
        fails("/app/run", e -> e.hasMode(0755), """
            mode of entry ./app/run
              expected: 0755 (rwxr-xr-x)
              actual:   4755 (rwsr-xr-x)\
            """);
        fails("/app/run", e -> e.isOwnedBy(0, 0), "owner of entry ./app/run\n  expected: 0:0\n  actual:   1000:0");
        fails(
                "/app/run",
                e -> e.hasOwnerNames("", ""),
                "names of owner of entry ./app/run\n  expected: :\n  actual:   app:staff");
        fails("/app/run", e -> e.hasModificationTime(Instant.EPOCH.plusSeconds(1)), """
            modification time of entry ./app/run
              expected: 1970-01-01T00:00:01Z
              actual:   1970-01-01T00:00:00Z\
            """);
        fails("/app/run", e -> e.hasSize(4), "size in bytes of entry ./app/run\n  expected: 4\n  actual:   3");
        fails("/app/run", e -> e.hasXattr("user.x", "ci"), """
            extended attribute user.x of entry ./app/run
              expected: "ci"
              actual:   none\
            """);
    }

    @Test
    void entryAlone() throws IOException {
        assertThat(layer.entries().get(0)).isDirectory();
        assertThatThrownBy(() -> assertThat(layer.entries().get(0)).isRegularFile())
                .hasMessageStartingWith("[layer entry]\nExpecting type");
    }

    private void fails(String path, Consumer<LayerEntryAssert> check, String message) {
        assertThatThrownBy(() -> check.accept(assertThat(layer).entry(path)))
                .isInstanceOf(AssertionError.class)
                .hasMessage("[layer · " + WebImage.shortForm(layer.digest()) + "]\nExpecting " + message);
    }
}
