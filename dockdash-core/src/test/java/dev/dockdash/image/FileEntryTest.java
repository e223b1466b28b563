package dev.dockdash.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dockdash.cache.BlobCache;
import dev.dockdash.layer.Layer;
import dev.dockdash.layer.LayerBuilder;
import dev.dockdash.layer.RawTar;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is told of the files of an image, and the ways to ask. */
class FileEntryTest {

    @TempDir
    Path temp;

    private LayerBuilder layer() {
        return Layer.builder(BlobCache.at(temp));
    }

    private static List<String> paths(Layer... layers) throws IOException {
        return ImageFilesystem.of(List.of(layers))
                .entries()
                .map(FileEntry::path)
                .toList();
    }

    @Test
    void tellDevicesAttributesAndNamesOfOneFile() throws IOException {
        ImageFilesystem files = ImageFilesystem.of(List.of(new RawTar()
                .add("null", '3', new byte[0], header -> header.device(1, 3))
                .pax("SCHILY.xattr.user.k=v")
                .file("a", "x")
                .hardLink("b", "a")
                .hardLink("c", "./a")
                .whiteout(".wh.none")
                .layer()));
        assertThat(files.find("/null").orElseThrow().device()).contains(new FileEntry.Device(1, 3));
        FileEntry a = files.find("/a").orElseThrow();
        FileEntry b = files.find("/b").orElseThrow();
        assertThat(a.xattrs()).containsEntry("user.k", "v");
        assertThat(a.linkCount()).isEqualTo(3);
        assertThat(a.isSameFile(b)).isTrue();
        assertThat(a.isSameFile(files.find("/null").orElseThrow())).isFalse();
    }

    @Test
    void areWalkedAndMatched() throws IOException {
        ImageFilesystem files = ImageFilesystem.of(List.of(layer().data("/usr/lib/a.jar", "1")
                .data("/usr/lib/b/c.jar", "2")
                .data("/usr/x", "3")
                .symbolicLink("/lib", "usr/lib")
                .build()));
        assertThat(files.walk("/lib").map(FileEntry::path))
                .containsExactly("/usr/lib", "/usr/lib/a.jar", "/usr/lib/b", "/usr/lib/b/c.jar");
        assertThat(files.walk("/").map(FileEntry::path)).startsWith("/", "/lib", "/usr");
        assertThatThrownBy(() -> files.walk("/none")).isInstanceOf(NoSuchFileException.class);
        assertThat(files.glob("/usr/**/*.jar").map(FileEntry::path))
                .containsExactly("/usr/lib/a.jar", "/usr/lib/b/c.jar");
        assertThat(files.exists("/lib/a.jar")).isTrue();
        assertThat(files.exists("/lib/z")).isFalse();
    }

    @Test
    void areOpenedAsStreams() throws IOException {
        ImageFilesystem files = ImageFilesystem.of(
                List.of(layer().data("/a", "content").data("/e", "").build()));
        try (InputStream in = files.open("/a")) {
            assertThat(in).hasContent("content");
        }
        assertThat(files.readAllBytes("/e")).isEmpty();
        assertThatThrownBy(() -> files.open("/none")).isInstanceOf(NoSuchFileException.class);
    }

    @Test
    void haveOwnersByTheNamesOfTheImage() throws IOException {
        ImageFilesystem files = ImageFilesystem.of(List.of(layer().data(
                        "/etc/passwd", "root:x:0:0::/:/bin/sh\nbroken\napp:x:1000:7::/:\ntwin:x:1000:7::/:\nx:y:z:1\n")
                .data("/etc/group", "root:x:0:\nstaff:x:7:app\n")
                .build()));
        Accounts accounts = files.accounts();
        assertThat(accounts.userName(1000)).contains("app");
        assertThat(accounts.userName(7)).isEmpty();
        assertThat(accounts.groupName(7)).contains("staff");
        assertThat(accounts.uid("twin")).hasValue(1000);
        assertThat(accounts.gid("none")).isEmpty();
        Accounts none = ImageFilesystem.of(
                        List.of(layer().emptyDirectory("/etc/passwd").build()))
                .accounts();
        assertThat(none.userName(0)).isEmpty();
    }

    @Test
    void doNotShowWhatLazyReadersAndAufsKeepThere() throws IOException {
        assertThat(paths(new RawTar()
                        .file(".no.prefetch.landmark", "x")
                        .file("a/stargz.index.json", "kept")
                        .file(".wh..wh.aufs", "")
                        .directory(".wh..wh.plnk/")
                        .file(".wh..wh.plnk/1.2", "")
                        .file("./stargz.index.json", "{}")
                        .layer()))
                .containsExactly("/a", "/a/stargz.index.json");
        assertThat(paths(new RawTar()
                        .file("stargz.index.json", "")
                        .file(".prefetch.landmark", "")
                        .layer()))
                .containsExactly("/.prefetch.landmark", "/stargz.index.json");
    }

    @Test
    void mayLieThousandsOfLevelsDeep() throws IOException {
        String deep = "d/".repeat(2000);
        ImageFilesystem files = ImageFilesystem.of(List.of(
                new RawTar().pax("path=" + deep + "f").file("x", "deep").layer(),
                new RawTar().pax("path=" + deep + "g").file("x", "deeper").layer()));
        assertThat(files.entries()).hasSize(2002);
        assertThat(files.readAllBytes(deep + "g")).asString().isEqualTo("deeper");
        ImageFilesystem gone = ImageFilesystem.of(List.of(
                new RawTar().pax("path=" + deep + "f").file("x", "deep").layer(),
                new RawTar().whiteout(".wh.d").layer()));
        assertThat(gone.entries()).isEmpty();
        assertThat(gone.changes(deep + "f")).hasSize(2);
    }

    @Test
    void mayNotLieInWhiteouts() {
        assertThatThrownBy(() -> paths(new RawTar().file(".wh.a/b", "").layer()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("lies in \".wh.a\"");
    }

    @Test
    void thatNeedTooManyDirectoriesAreRefused() {
        RawTar tar = new RawTar();
        for (int i = 0; i < 600; i++) {
            tar.pax("path=" + i + "/" + "d/".repeat(2000)).directory("x/");
        }
        assertThatThrownBy(() -> paths(tar.layer()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("more than 1000000 directories");
    }
}
