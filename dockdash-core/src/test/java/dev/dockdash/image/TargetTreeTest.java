package dev.dockdash.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributeView;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Folders that somebody changes while they are filled; {@code true} is with handles of the operating system. */
@DisabledOnOs(OS.WINDOWS)
class TargetTreeTest {

    @TempDir
    Path temp;

    private Path root;
    private Path outside;

    @BeforeEach
    void makeFolders() throws IOException {
        root = Files.createDirectory(temp.resolve("root"));
        outside = Files.createDirectory(temp.resolve("outside"));
        Files.writeString(outside.resolve("f"), "kept");
    }

    private TargetTree open(boolean handles) throws IOException {
        return handles ? TargetTree.open(root) : TargetTree.withoutHandles(root);
    }

    private static void write(TargetTree tree, String path) throws IOException {
        try (SeekableByteChannel out = tree.createFile(path)) {
            out.write(ByteBuffer.wrap(new byte[] {'x'}));
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void areNotLeftThroughALink(boolean handles) throws IOException {
        try (TargetTree tree = open(handles)) {
            Files.createSymbolicLink(root.resolve("d"), outside);
            assertThatIOException().isThrownBy(() -> write(tree, "d/new"));
            assertThatIOException().isThrownBy(() -> tree.createDirectory("d/new"));
            assertThatIOException().isThrownBy(() -> tree.createSymbolicLink("d/new", "x"));
            assertThatIOException().isThrownBy(() -> tree.createHardLink("h", "d/f"));
            assertThatIOException().isThrownBy(() -> tree.view("d/f", BasicFileAttributeView.class));
            assertThatIOException().isThrownBy(() -> tree.openFolder("d"));
            assertThatIOException().isThrownBy(() -> tree.move("d/f", tree, "f"));
            write(tree, "own");
            assertThatIOException().isThrownBy(() -> tree.move("own", tree, "d/new"));
        }
        assertThat(outside).isDirectoryNotContaining(path -> !path.endsWith("f"));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void keepWhatIsThereAlready(boolean handles) throws IOException {
        Files.createSymbolicLink(root.resolve("l"), outside.resolve("f"));
        Files.writeString(root.resolve("g"), "mine");
        try (TargetTree tree = open(handles)) {
            assertThatIOException().isThrownBy(() -> write(tree, "l"));
            assertThatIOException().isThrownBy(() -> write(tree, "g"));
            assertThatIOException().isThrownBy(() -> tree.createDirectory("g"));
            write(tree, "own");
            for (String path : new String[] {"l", "g"}) {
                assertThatThrownBy(() -> tree.move("own", tree, path)).isInstanceOf(FileAlreadyExistsException.class);
            }
        }
        assertThat(outside.resolve("f")).hasContent("kept");
        assertThat(root.resolve("g")).hasContent("mine");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void takeFilesFromTheirFolders(boolean handles) throws IOException {
        try (TargetTree tree = open(handles)) {
            tree.createDirectory("from");
            tree.createDirectory("to");
            try (TargetTree folder = tree.openFolder("from")) {
                write(folder, "f");
                folder.move("f", tree, "to/g");
            }
        }
        assertThat(root.resolve("to/g")).hasContent("x");
        assertThat(root.resolve("from")).isEmptyDirectory();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void areFilledHoweverDeep(boolean handles) throws IOException {
        StringBuilder deep = new StringBuilder();
        try (TargetTree tree = open(handles)) {
            for (int i = 0; i < 150; i++) {
                tree.createDirectory(deep + "d");
                deep.append("d/");
                write(tree, deep + "f");
            }
            write(tree, "d/d/late");
            write(tree, deep + "late");
            write(tree, "top");
        }
        assertThat(root.resolve(deep + "late")).hasContent("x");
        assertThat(root.resolve("d/d/late")).hasContent("x");
        assertThat(root.resolve("top")).hasContent("x");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void stayTheSameWhenTheyAreMovedMeanwhile() throws IOException {
        try (TargetTree tree = TargetTree.open(root)) {
            tree.createDirectory("d");
            tree.createDirectory("from");
            write(tree, "d/first");
            TargetTree folder = tree.openFolder("from");
            write(folder, "f");
            Files.move(root, temp.resolve("moved"));
            Files.createSymbolicLink(root, outside);
            Files.createDirectory(outside.resolve("d"));
            write(tree, "d/second");
            folder.move("f", tree, "d/third");
            folder.close();
        }
        assertThat(temp.resolve("moved/d/second")).hasContent("x");
        assertThat(temp.resolve("moved/d/third")).hasContent("x");
        assertThat(outside.resolve("d")).isEmptyDirectory();
    }
}
