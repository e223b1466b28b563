package dev.dockdash.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dockdash.cache.BlobCache;
import dev.dockdash.oci.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class LayerBuilderTest {

    @TempDir
    Path temp;

    private BlobCache cache;
    private Path tree;

    @BeforeEach
    void makeFolders() throws IOException {
        cache = BlobCache.at(temp.resolve("cache"));
        tree = Files.createDirectories(temp.resolve("tree"));
    }

    private LayerBuilder layer() {
        return Layer.builder(cache);
    }

    @ParameterizedTest
    @EnumSource
    void digestsAreThoseOfTheBytes(Compression compression) throws IOException {
        byte[] content = new byte[3 * Chunk.SIZE + 17];
        new java.util.Random(1).nextBytes(content);
        Layer layer = layer().data("/big", content)
                .data("/small", "x")
                .compression(compression)
                .build();

        byte[] blob;
        byte[] tar;
        try (InputStream in = layer.blob().open();
                InputStream uncompressed = layer.openTar()) {
            blob = in.readAllBytes();
            tar = uncompressed.readAllBytes();
        }
        assertThat(layer.digest()).isEqualTo(Digest.of(blob));
        assertThat(layer.size()).isEqualTo(blob.length);
        assertThat(layer.diffId()).isEqualTo(Digest.of(tar));
        assertThat(layer.mediaType()).isEqualTo(compression.mediaType());
        assertThat(Tars.names(layer)).containsExactly("big", "small");
        assertThat(layer.build().orElseThrow().tarSize()).isEqualTo(tar.length);
    }

    @Test
    void everyCompressionHoldsTheSameTar() throws IOException {
        Digest zstd =
                layer().data("/a", "x").compression(Compression.ZSTD).build().diffId();
        assertThat(layer().data("/a", "x").compression(Compression.GZIP).build().diffId())
                .isEqualTo(zstd);
        assertThat(layer().data("/a", "x").compression(Compression.NONE).build().diffId())
                .isEqualTo(zstd);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/a/b", "a/b", "./a/b", "a/b/", "//a//b", "/a/./b"})
    void pathsMayBeSpelledInManyWays(String path) throws IOException {
        assertThat(layer().data(path, "x").build())
                .isEqualTo(layer().data("/a/b", "x").build());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                ".",
                "..",
                "/a/../b",
                "a/..",
                "a\0b",
                "/.wh.a",
                "/.wh.dir/a",
                "/\ud83d",
                "/\ud83dx",
                "/\ude00"
            })
    void refusesPathsThatAreNone(String path) {
        assertThatThrownBy(() -> layer().data(path, "x"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("Invalid path \"" + path.replace('\0', '?') + "\" in a layer: ");
        assertThatThrownBy(() -> layer().emptyDirectory(path)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> layer().symbolicLink(path, "x")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> layer().file(tree, path)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theOrderOfCallsDoesNotMatter() throws IOException {
        Layer one = layer().data("/b", "2").data("/a/z", "1").data("/a-b", "3").build();
        Layer other =
                layer().data("/a-b", "3").data("/a/z", "1").data("/b", "2").build();
        assertThat(one).isEqualTo(other);
        assertThat(Tars.names(one)).containsExactly("a/", "a/z", "a-b", "b");
    }

    @Test
    void parentsAreMadeUpWithPlainAttributesAndTold() throws IOException {
        Layer layer = layer().data("/a/b/c", "x".getBytes(StandardCharsets.UTF_8), EntryAttributes.DEFAULT.owner(1, 2))
                .build();
        assertThat(layer.impliedDirectories()).containsExactly("a", "a/b");
        assertThat(Tars.entry(layer, "a/").header().getMode()).isEqualTo(0755);
        assertThat(Tars.entry(layer, "a/").header().getLongUserId()).isZero();
        assertThat(Tars.entry(layer, "a/b/c").header().getLongUserId()).isEqualTo(1);
    }

    @Test
    void attributesAreWrittenAsAsked() throws IOException {
        EntryAttributes attributes = EntryAttributes.DEFAULT
                .mode(04755)
                .owner(3_000_000, 5_000_000_000L)
                .modified(Instant.parse("2020-01-02T03:04:05.678Z"))
                .xattr("user.origin", "test".getBytes(StandardCharsets.UTF_8));
        Layer layer = layer().data("/bin/su", "x".getBytes(StandardCharsets.UTF_8), attributes)
                .build();

        var header = Tars.entry(layer, "bin/su").header();
        assertThat(header.getMode()).isEqualTo(04755);
        assertThat(header.getLongUserId()).isEqualTo(3_000_000);
        assertThat(header.getLongGroupId()).isEqualTo(5_000_000_000L);
        assertThat(header.getLastModifiedTime().toInstant()).isEqualTo(attributes.modified());
        assertThat(header.getExtraPaxHeader("SCHILY.xattr.user.origin")).isEqualTo("test");
        assertThat(layer.entries().get(1).metadata().xattrs()).containsEntry("user.origin", "test");
    }

    @Test
    void timesOutsideOfUstarSurvive() throws IOException {
        EntryAttributes early = EntryAttributes.DEFAULT.modified(Instant.parse("1960-01-01T00:00:00.25Z"));
        Layer layer = layer().data("/early", new byte[0], early).build();
        assertThat(Tars.entry(layer, "early").header().getLastModifiedTime().toInstant())
                .isEqualTo(early.modified());
    }

    @Test
    void longAndForeignNamesSurvive() throws IOException {
        String splits = "d".repeat(90) + "/" + "f".repeat(90);
        String beyondUstar = "x".repeat(200) + "/" + "y".repeat(200);
        String umlauts = "häuser/größe-😀";
        Layer layer = layer().data(splits, "1")
                .data(beyondUstar, "2")
                .data(umlauts, "3")
                .build();
        assertThat(Tars.names(layer)).contains(splits, beyondUstar, umlauts);
        assertThat(layer.entries()).extracting(LayerEntry::path).contains(splits, beyondUstar, umlauts);
    }

    @Test
    void linksKeepTheTextOfTheirTargets() throws IOException {
        String target = "../" + "long/".repeat(40) + "ünd";
        Layer layer = layer().symbolicLink("/a/link", target).build();
        var header = Tars.entry(layer, "a/link").header();
        assertThat(header.isSymbolicLink()).isTrue();
        assertThat(header.getLinkName()).isEqualTo(target);
    }

    @Test
    void theSameTargetTwiceNamesBothSources() throws IOException {
        Path file = Files.writeString(tree.resolve("f"), "x");
        assertThatThrownBy(() -> layer().file(file, "/app/f").data("app/f", "y").build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Two sources for /app/f in one layer: " + file.toRealPath() + " and data(\"app/f\")");
    }

    @Test
    void nothingLiesBelowAFileOrLink() {
        assertThatThrownBy(() -> layer().symbolicLink("/bin", "usr/bin")
                        .data("/bin/x", "y")
                        .build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "/bin/x of data(\"/bin/x\") lies below /bin, which symbolicLink(\"/bin\") makes a symbolic link; "
                                + "put it where that leads instead");
    }

    @Test
    void whiteoutsAreEmptyFilesOfTheirNames() throws IOException {
        Layer layer =
                layer().whiteout("/etc/passwd").opaque("/var/cache").opaque("/").build();
        assertThat(Tars.names(layer))
                .containsExactly(
                        ".wh..wh..opq", "etc/", "etc/.wh.passwd", "var/", "var/cache/", "var/cache/.wh..wh..opq");
        assertThat(Tars.entry(layer, "etc/.wh.passwd").header().getSize()).isZero();
    }

    @Nested
    class HardLinkedNames {

        @Test
        void theFirstNameGetsTheContent() throws IOException {
            Layer layer = layer().data("/z", "x".getBytes(StandardCharsets.UTF_8), EntryAttributes.DEFAULT.mode(0600))
                    .hardLink("/a", "/z")
                    .hardLink("/b", "/z")
                    .build();
            assertThat(Tars.names(layer)).containsExactly("a", "b", "z");
            assertThat(Tars.entry(layer, "a").content()).isEqualTo("x");
            assertThat(Tars.entry(layer, "b").header().getLinkName()).isEqualTo("a");
            assertThat(Tars.entry(layer, "z").header().isLink()).isTrue();
            assertThat(Tars.read(layer))
                    .extracting(entry -> entry.header().getMode())
                    .containsOnly(0600);
        }

        @Test
        void filesOfTheBaseCanGetAnotherName() throws IOException {
            Layer layer = layer().hardLink("/a", "/etc/passwd").build();
            assertThat(Tars.entry(layer, "a").header().getLinkName()).isEqualTo("etc/passwd");
        }

        @Test
        void noneLeadsToItself() {
            assertThatThrownBy(() -> layer().hardLink("/a", "a/"))
                    .hasMessage("Invalid hard link /a: it leads to itself");
        }
    }

    @Nested
    class SingleFiles {

        @Test
        void keepTheirExecutableBit() throws IOException {
            Path run = Files.writeString(tree.resolve("run"), "#!");
            Files.setPosixFilePermissions(run, PosixFilePermissions.fromString("rwx------"));
            Path text = Files.writeString(tree.resolve("text"), "x");
            Files.setPosixFilePermissions(text, PosixFilePermissions.fromString("rw-rw-rw-"));
            Layer layer = layer().file(run, "/run").file(text, "/text").build();
            assertThat(Tars.entry(layer, "run").header().getMode()).isEqualTo(0755);
            assertThat(Tars.entry(layer, "text").header().getMode()).isEqualTo(0644);
        }

        @Test
        void mustBeThere() {
            assertThatThrownBy(
                            () -> layer().file(tree.resolve("none"), "/app/x").build())
                    .isInstanceOf(NoSuchFileException.class)
                    .hasMessage(tree.resolve("none") + ": no such file, to be added to a layer as /app/x");
        }

        @Test
        void areNotDirectories() {
            assertThatThrownBy(() -> layer().file(tree, "/app").build())
                    .hasMessage(
                            "Adding " + tree + " to a layer as /app: expected a regular file but it is a directory; "
                                    + "use directory(..) for a tree");
        }

        @Test
        void mayBeReachedThroughLinks() throws IOException {
            Files.writeString(tree.resolve("real"), "x");
            Path link = Files.createSymbolicLink(tree.resolve("link"), Path.of("real"));
            assertThat(Tars.entry(layer().file(link, "/f").build(), "f").content())
                    .isEqualTo("x");
        }
    }

    @Nested
    class Trees {

        @Test
        void keepWhatIsInThem() throws IOException {
            Files.createDirectories(tree.resolve("empty"));
            Files.writeString(tree.resolve("straße"), "content");
            Files.createLink(tree.resolve("again"), tree.resolve("straße"));
            Files.createSymbolicLink(tree.resolve("link"), Path.of("/somewhere/else"));
            Files.createSymbolicLink(tree.resolve("dir-link"), Path.of("empty"));
            Layer layer = layer().directory(tree, "/app").build();

            assertThat(Tars.names(layer))
                    .containsExactly("app/", "app/again", "app/dir-link", "app/empty/", "app/link", "app/straße");
            assertThat(Tars.entry(layer, "app/again").content()).isEqualTo("content");
            assertThat(Tars.entry(layer, "app/straße").header().getLinkName()).isEqualTo("app/again");
            assertThat(Tars.entry(layer, "app/link").header().getLinkName()).isEqualTo("/somewhere/else");
            assertThat(Tars.entry(layer, "app/dir-link").header().isSymbolicLink())
                    .isTrue();
        }

        @Test
        void canGoToTheRoot() throws IOException {
            Files.writeString(tree.resolve("f"), "x");
            assertThat(Tars.names(layer().directory(tree, "/").build())).containsExactly("f");
        }

        @Test
        void canBeFiltered() throws IOException {
            for (String file : new String[] {"a.class", "a.java", "sub/b.class", "sub/deep/c.class", ".git/x.class"}) {
                Files.createDirectories(tree.resolve(file).getParent());
                Files.writeString(tree.resolve(file), "x");
            }
            Files.createDirectories(tree.resolve("empty"));
            TreeFilter filter = TreeFilter.ALL.include("**/*.class").exclude(".git", "**/deep/**");
            Layer layer = layer().directory(tree, "/app", EntryAttributes.DEFAULT, filter)
                    .build();
            assertThat(Tars.names(layer)).containsExactly("app/", "app/a.class", "app/sub/", "app/sub/b.class");
        }

        @Test
        void giveDirectoriesSearchPermissionWithAMode() throws IOException {
            Files.createDirectories(tree.resolve("sub"));
            Files.writeString(tree.resolve("sub/f"), "x");
            Layer layer = layer().directory(tree, "/app", EntryAttributes.DEFAULT.mode(0640))
                    .build();
            assertThat(Tars.entry(layer, "app/sub/").header().getMode()).isEqualTo(0750);
            assertThat(Tars.entry(layer, "app/sub/f").header().getMode()).isEqualTo(0640);
            assertThat(layer.impliedDirectories()).isEmpty();
        }

        @Test
        void mustBeDirectories() throws IOException {
            Path file = Files.writeString(tree.resolve("f"), "x");
            assertThatThrownBy(() -> layer().directory(file, "/app").build()).isInstanceOf(NotDirectoryException.class);
            assertThatThrownBy(() ->
                            layer().directory(tree.resolve("none"), "/app").build())
                    .isInstanceOf(NoSuchFileException.class)
                    .hasMessage(tree.resolve("none") + ": no such directory, to be added to a layer as /app");
        }

        @Test
        void holdNoPipes() throws Exception {
            Path pipe = tree.resolve("pipe");
            assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                    .isZero();
            assertThatThrownBy(() -> layer().directory(tree, "/app").build())
                    .isInstanceOf(IOException.class)
                    .hasMessage("Adding " + tree + " to a layer: " + pipe
                            + " is neither file, directory nor link (a socket, pipe or device?); exclude it");
        }

        @Test
        @EnabledOnOs(OS.LINUX)
        void holdNoNamesThatAreNotUtf8() throws IOException {
            Path latin1 = Path.of(URI.create(tree.toUri() + "gr%F6%DFe"));
            Files.writeString(latin1, "x");
            assertThatThrownBy(() -> layer().directory(tree, "/app").build())
                    .isInstanceOf(IOException.class)
                    .hasMessage("Adding " + tree + " to a layer: expected names in UTF-8 but found gr%F6%DFe "
                            + "(bytes beyond ASCII as %XX); rename it");
            Files.delete(latin1);
            Path link = Files.createSymbolicLink(tree.resolve("link"), latin1.getFileName());
            assertThatThrownBy(() -> layer().directory(tree, "/app").build())
                    .hasMessage("Adding " + link + " to a layer: expected names in UTF-8 but found gr%F6%DFe "
                            + "(bytes beyond ASCII as %XX); rename it");
        }

        @Test
        void mayHoldTheReplacementCharacterItself() throws IOException {
            Files.writeString(tree.resolve("\ufffd"), "x");
            assertThat(Tars.names(layer().directory(tree, "/app").build())).containsExactly("app/", "app/\ufffd");
        }

        @Test
        void holdNoWhiteouts() throws IOException {
            Files.writeString(tree.resolve(".wh.x"), "");
            assertThatThrownBy(() -> layer().directory(tree, "/app").build())
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("app/.wh.x");
        }
    }

    @Test
    void aFailedBuildLeavesNothing() throws IOException {
        Files.writeString(tree.resolve("f"), "x");
        assertThatThrownBy(() -> layer().directory(tree, "/a")
                        .file(tree.resolve("none"), "/b")
                        .build())
                .isInstanceOf(NoSuchFileException.class);
        assertThat(cache.folder()).doesNotExist();
    }
}
