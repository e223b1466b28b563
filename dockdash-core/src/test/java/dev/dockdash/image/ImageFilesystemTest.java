package dev.dockdash.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dockdash.blob.Blob;
import dev.dockdash.cache.BlobCache;
import dev.dockdash.layer.EntryAttributes;
import dev.dockdash.layer.Layer;
import dev.dockdash.layer.LayerBuilder;
import dev.dockdash.oci.Descriptor;
import dev.dockdash.oci.Digest;
import dev.dockdash.oci.MediaType;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImageFilesystemTest {

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
    void mergesLayersAndSortsByPath() throws IOException {
        Layer base = layer().data("/a/x", "old").data("/a-b", "1").build();
        Layer top = layer().data("/a/x", "new").data("/c", "2").build();
        ImageFilesystem files = ImageFilesystem.of(List.of(base, top));
        assertThat(files.entries().map(FileEntry::path)).containsExactly("/a", "/a-b", "/a/x", "/c");
        assertThat(files.readAllBytes("a/x")).asString().isEqualTo("new");
        assertThat(files.find("./a/x/")).map(FileEntry::layer).contains(1);
        assertThat(files.find("/none")).isEmpty();
    }

    @Test
    void tellsWhatAnEntryIs() throws IOException {
        EntryAttributes attributes = EntryAttributes.DEFAULT.mode(01777).owner(7, 8);
        Layer layer = layer().emptyDirectory("/tmp", attributes)
                .symbolicLink("/l", "tmp")
                .build();
        ImageFilesystem files = ImageFilesystem.of(List.of(layer));
        FileEntry tmp = files.find("/tmp").orElseThrow();
        assertThat(tmp.type()).isEqualTo(FileType.DIRECTORY);
        assertThat(tmp.mode()).isEqualTo(01777);
        assertThat(tmp.uid()).isEqualTo(7);
        assertThat(tmp.gid()).isEqualTo(8);
        assertThat(files.find("/l").orElseThrow().linkTarget()).contains("tmp");
        assertThat(files.resolve("/l").orElseThrow().path()).isEqualTo("/tmp");
    }

    @Nested
    class Whiteouts {

        @Test
        void hideFilesAndWholeDirectories() throws IOException {
            Layer base = layer().data("/etc/passwd", "x")
                    .data("/etc/passwd-", "x")
                    .data("/var/a/b", "x")
                    .build();
            assertThat(paths(
                            base,
                            layer().whiteout("/etc/passwd").whiteout("/var/a").build()))
                    .containsExactly("/etc", "/etc/passwd-", "/var");
        }

        @Test
        void keepWhatTheirOwnLayerBrings() throws IOException {
            Layer base = layer().data("/dir/old", "x").data("/f", "old").build();
            Layer top = rawLayer(tar -> {
                file(tar, "dir/new", "y");
                file(tar, "f", "new");
                file(tar, ".wh.dir", "");
                file(tar, ".wh.f", "");
            });
            assertThat(paths(base, top)).containsExactly("/dir", "/dir/new", "/f");
        }

        @Test
        void thatAreOpaqueHideLowerChildrenOnlyWhateverTheirPlace() throws IOException {
            Layer base = layer().data("/dir/old", "x").data("/dirx/kept", "x").build();
            Layer first = rawLayer(tar -> {
                file(tar, "dir/.wh..wh..opq", "");
                file(tar, "dir/new", "y");
            });
            Layer last = rawLayer(tar -> {
                file(tar, "dir/new", "y");
                file(tar, "dir/.wh..wh..opq", "");
            });
            assertThat(paths(base, first)).containsExactly("/dir", "/dir/new", "/dirx", "/dirx/kept");
            assertThat(paths(base, last)).isEqualTo(paths(base, first));
        }

        @Test
        void atTheRootHideEverythingBelow() throws IOException {
            assertThat(paths(
                            layer().data("/a/b", "x").build(),
                            layer().opaque("/").data("/c", "x").build()))
                    .containsExactly("/c");
        }

        @Test
        void ofMissingPathsDoNothing() throws IOException {
            assertThat(paths(
                            layer().data("/a", "x").build(),
                            layer().whiteout("/b/c").opaque("/d").build()))
                    .contains("/a");
        }

        @ParameterizedTest
        @ValueSource(strings = {".wh.", ".wh..", ".wh..."})
        void mustNameSomething(String name) throws IOException {
            Layer strange = rawLayer(tar -> file(tar, "a/" + name, ""));
            assertThatThrownBy(() -> paths(strange))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("names nothing");
        }
    }

    @Nested
    class Links {

        @Test
        void ofLowerLayersAreFollowedByEntriesAbove() throws IOException {
            Layer base = layer().symbolicLink("/bin", "usr/bin")
                    .data("/usr/bin/sh", "x")
                    .build();
            Layer top = rawLayer(tar -> file(tar, "bin/new", "y"));
            assertThat(paths(base, top)).containsExactly("/bin", "/usr", "/usr/bin", "/usr/bin/new", "/usr/bin/sh");
        }

        @Test
        void areReplacedNotFollowedAtTheEnd() throws IOException {
            Layer base = layer().symbolicLink("/a", "b").data("/b", "kept").build();
            ImageFilesystem files =
                    ImageFilesystem.of(List.of(base, layer().data("/a", "file").build()));
            assertThat(files.readAllBytes("/a")).asString().isEqualTo("file");
            assertThat(files.readAllBytes("/b")).asString().isEqualTo("kept");
        }

        @Test
        void neverLeadOutside() throws IOException {
            Layer layer = layer().symbolicLink("/up", "../../../etc")
                    .data("/etc/x", "inside")
                    .symbolicLink("/abs", "/etc")
                    .build();
            ImageFilesystem files = ImageFilesystem.of(List.of(layer));
            assertThat(files.readAllBytes("/up/x")).asString().isEqualTo("inside");
            assertThat(files.readAllBytes("/abs/x")).asString().isEqualTo("inside");
        }

        @Test
        void inACircleLeadNowhere() throws IOException {
            Layer layer =
                    layer().symbolicLink("/a", "b").symbolicLink("/b", "a").build();
            ImageFilesystem files = ImageFilesystem.of(List.of(layer));
            assertThat(files.resolve("/a")).isEmpty();
            assertThatThrownBy(() -> files.readAllBytes("/a")).isInstanceOf(NoSuchFileException.class);
            Layer below = rawLayer(tar -> file(tar, "a/x", ""));
            assertThatThrownBy(() -> ImageFilesystem.of(List.of(layer, below)))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("symbolic links");
        }

        @Test
        void thatAreHardShareContentEvenWhenTheFirstNameGoes() throws IOException {
            Layer base = layer().data("/a", "shared").hardLink("/b", "/a").build();
            ImageFilesystem files =
                    ImageFilesystem.of(List.of(base, layer().whiteout("/a").build()));
            assertThat(files.entries().map(FileEntry::path)).containsExactly("/b");
            assertThat(files.find("/b").orElseThrow().type()).isEqualTo(FileType.REGULAR_FILE);
            assertThat(files.readAllBytes("/b")).asString().isEqualTo("shared");
        }

        @Test
        void thatAreHardReachIntoLowerLayers() throws IOException {
            Layer base = layer().data("/etc/f", "lower").build();
            ImageFilesystem files = ImageFilesystem.of(
                    List.of(base, layer().hardLink("/g", "/etc/f").build()));
            assertThat(files.readAllBytes("/g")).asString().isEqualTo("lower");
        }

        @Test
        void thatAreHardMustLeadToAFile() throws IOException {
            Layer layer = layer().hardLink("/a", "/none").build();
            assertThatThrownBy(() -> ImageFilesystem.of(List.of(layer)))
                    .hasMessage(
                            "Reading an image: the hard link a leads to none, where there is nothing; expected a file");
        }
    }

    @Test
    void aFileGivesWayToADirectoryAndBack() throws IOException {
        Layer file = layer().data("/a", "x").build();
        Layer directory = layer().data("/a/b", "y").build();
        assertThat(paths(file, directory)).containsExactly("/a", "/a/b");
        assertThat(paths(directory, file)).containsExactly("/a");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../evil", "a/../../evil", "a/.."})
    void refusesEntriesThatClimb(String path) throws IOException {
        Layer layer = rawLayer(tar -> file(tar, path, "x"));
        assertThatThrownBy(() -> ImageFilesystem.of(List.of(layer)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("points outside");
    }

    @ParameterizedTest
    @ValueSource(strings = {"./x", "/x", "//x", "x"})
    void readsPathsAsTheyAreSpelled(String path) throws IOException {
        assertThat(paths(rawLayer(tar -> file(tar, path, "x")))).containsExactly("/x");
    }

    @Test
    void ofDuplicatesTheLastOneCounts() throws IOException {
        Layer layer = rawLayer(tar -> {
            file(tar, "x", "first");
            file(tar, "x", "last");
        });
        assertThat(ImageFilesystem.of(List.of(layer)).readAllBytes("/x"))
                .asString()
                .isEqualTo("last");
    }

    @Test
    void readingADirectoryIsAnError() throws IOException {
        ImageFilesystem files =
                ImageFilesystem.of(List.of(layer().emptyDirectory("/d").build()));
        assertThatThrownBy(() -> files.readAllBytes("/d"))
                .hasMessage("Reading /d of an image: expected a file but it is a DIRECTORY");
    }

    @Test
    void aWrongDiffIdIsAnError() throws IOException {
        Layer right = layer().data("/a", "x").build();
        Layer wrong = Layer.of(right.descriptor(), Digest.of(new byte[0]), right.blob());
        assertThatThrownBy(wrong::entries)
                .isInstanceOf(IOException.class)
                .hasMessageContaining("diffID")
                .hasMessageContaining(right.diffId().toString());
    }

    /** Something that writes entries with commons-compress, which our builder would refuse. */
    private interface Entries {
        void write(TarArchiveOutputStream tar) throws IOException;
    }

    private static Layer rawLayer(Entries entries) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes, "UTF-8")) {
            entries.write(tar);
        }
        Blob blob = Blob.of(bytes.toByteArray());
        return Layer.of(Descriptor.of(MediaType.OCI_LAYER, blob.digest(), blob.size()), blob.digest(), blob);
    }

    private static void file(TarArchiveOutputStream tar, String name, String content) throws IOException {
        byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
        TarArchiveEntry entry = new TarArchiveEntry(name, TarConstants.LF_NORMAL, true);
        entry.setSize(bytes.length);
        tar.putArchiveEntry(entry);
        tar.write(bytes);
        tar.closeArchiveEntry();
    }
}
