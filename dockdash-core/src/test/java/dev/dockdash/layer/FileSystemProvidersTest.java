package dev.dockdash.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import dev.dockdash.cache.BlobCache;
import dev.dockdash.oci.Digest;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class FileSystemProvidersTest {

    private static final FileTime OLD = FileTime.from(Instant.parse("2020-01-01T00:00:00Z"));

    @TempDir
    Path temp;

    private BlobCache cache;

    @BeforeEach
    void makeCache() {
        cache = BlobCache.at(temp.resolve("cache"));
    }

    static Stream<Configuration> configurations() {
        return Stream.of(
                Configuration.unix(),
                withAttributes("posix"),
                withAttributes("unix"),
                Configuration.osX(),
                Configuration.windows());
    }

    private static Configuration withAttributes(String view) {
        return Configuration.unix().toBuilder()
                .setAttributeViews("basic", "owner", "posix", view)
                .build();
    }

    /** Returns the diffID of all kinds of sources in a new folder there. */
    private Digest diffId(Path folder, boolean links) throws IOException {
        Path tree = writeTree(folder, links);
        return Layer.builder(cache)
                .directory(tree, "/app")
                .directory(tree.resolve("sub"), "/filtered", EntryAttributes.DEFAULT, TreeFilter.ALL.include("deep/**"))
                .file(tree.resolve("sub").resolve("deep").resolve("größe"), "/usr/file")
                .build()
                .diffId();
    }

    private static Path writeTree(Path folder, boolean links) throws IOException {
        Path tree = folder.resolve("tree");
        Path deep = Files.createDirectories(tree.resolve("sub").resolve("deep"));
        Files.createDirectories(tree.resolve("empty"));
        Files.writeString(tree.resolve("a"), "a");
        Files.writeString(tree.resolve("B b"), "b");
        Files.writeString(deep.resolve("größe"), "ö");
        byte[] large = new byte[2 * Chunk.SIZE + 99];
        new Random(1).nextBytes(large);
        Files.write(deep.resolve("large"), large);
        if (links) {
            Files.createSymbolicLink(tree.resolve("link"), deep.getFileSystem().getPath("sub", "deep", "größe"));
            Files.createSymbolicLink(deep.resolve("up"), deep.getFileSystem().getPath("..", "..", "empty"));
        }
        return tree;
    }

    @ParameterizedTest
    @MethodSource("configurations")
    void digestsAreThoseOfTheDefaultFileSystem(Configuration configuration) throws IOException {
        try (FileSystem memory = Jimfs.newFileSystem(configuration)) {
            assertThat(diffId(memory.getPath("work"), true)).isEqualTo(diffId(temp, true));
        }
    }

    @Test
    void digestsOfZipFilesAreThoseOfTheDefaultFileSystem() throws IOException {
        Path tree = writeTree(temp, false);
        try (FileSystem zip = zipOf("/sources")) {
            assertThat(treeAndFile(zip.getPath("/sources/tree"))).isEqualTo(treeAndFile(tree));
        }
    }

    private Digest treeAndFile(Path tree) throws IOException {
        return Layer.builder(cache)
                .directory(tree, "/app")
                .file(tree.resolve("a"), "/a")
                .build()
                .diffId();
    }

    @Test
    void filtersChooseFilesOfZipFiles() throws IOException {
        TreeFilter filter = TreeFilter.ALL.include("tree/sub/**").exclude("tree/sub/deep/l*");
        try (FileSystem zip = zipOf("/sources")) {
            Layer layer = Layer.builder(cache)
                    .directory(zip.getPath("/sources"), "/x", EntryAttributes.DEFAULT, filter)
                    .build();
            assertThat(Tars.names(layer))
                    .containsExactly("x/", "x/tree/", "x/tree/sub/", "x/tree/sub/deep/", "x/tree/sub/deep/größe");
        }
    }

    /** Returns a zip file with the tree, to be closed. */
    private FileSystem zipOf(String folder) throws IOException {
        Path zip = temp.resolve("sources.zip");
        try (FileSystem created = FileSystems.newFileSystem(zip, Map.of("create", "true"))) {
            writeTree(created.getPath(folder), false);
        }
        return FileSystems.newFileSystem(zip);
    }

    @ParameterizedTest
    @ValueSource(strings = {"posix", "unix"})
    void executableBitsAndHardLinksAreKeptWhereTheFileSystemHasThem(String view) throws IOException {
        try (FileSystem memory = Jimfs.newFileSystem(withAttributes(view))) {
            assertThat(linkedAndExecutable(memory.getPath("/sources"))).isEqualTo(linkedAndExecutable(temp));
        }
    }

    private Digest linkedAndExecutable(Path folder) throws IOException {
        Path run =
                Files.writeString(Files.createDirectories(folder.resolve("bin")).resolve("run"), "#!");
        Files.setPosixFilePermissions(run, PosixFilePermissions.fromString("rwx------"));
        Files.createLink(folder.resolve("bin").resolve("again"), run);
        return Layer.builder(cache)
                .directory(folder.resolve("bin"), "/bin")
                .build()
                .diffId();
    }

    @ParameterizedTest
    @MethodSource("configurations")
    void anEditIsSeenWhateverTheAttributesSay(Configuration configuration) throws IOException {
        try (FileSystem memory = Jimfs.newFileSystem(configuration)) {
            Path file = memory.getPath("f");
            Files.writeString(file, "one");
            Files.setLastModifiedTime(file, OLD);
            Layer one = buildLater(file);
            Files.writeString(file, "two");
            Files.setLastModifiedTime(file, OLD);
            assertThat(buildLater(file).diffId()).isNotEqualTo(one.diffId());
        }
    }

    @ParameterizedTest
    @MethodSource("configurations")
    void fileSystemsWithTheSameInodesAreToldApart(Configuration configuration) throws IOException {
        try (FileSystem one = Jimfs.newFileSystem(configuration);
                FileSystem two = Jimfs.newFileSystem(configuration)) {
            for (FileSystem memory : List.of(one, two)) {
                Path file = Files.createFile(memory.getPath("f"));
                Files.writeString(file, memory == one ? "one" : "two");
                Files.setAttribute(file, "creationTime", OLD);
                Files.setLastModifiedTime(file, OLD);
            }
            assertThat(buildLater(one.getPath("f")).diffId())
                    .isNotEqualTo(buildLater(two.getPath("f")).diffId());
        }
    }

    @Test
    void aMissingFileOfAnotherFileSystemIsNamed() throws IOException {
        try (FileSystem memory = Jimfs.newFileSystem(Configuration.windows())) {
            assertThatThrownBy(() -> Layer.builder(cache)
                            .file(memory.getPath("C:\\none"), "/x")
                            .build())
                    .isInstanceOf(NoSuchFileException.class)
                    .hasMessage("C:\\none: no such file, to be added to a layer as /x");
        }
    }

    /** Builds as if an hour from now, when all attributes have long settled. */
    private Layer buildLater(Path file) throws IOException {
        return new LayerRecipe(List.of(new FileSource(file, "f", EntryAttributes.DEFAULT)), Compression.ZSTD, cache)
                .buildAt(Instant.now().plusSeconds(3600), LayerRecipe.NOBODY);
    }
}
