package dev.dockdash.assertj;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FullListTest {

    @TempDir
    private Path folder;

    @Test
    void sameListHasOneFile() {
        Path target = folder.resolve("target/dockdash");
        Path first = FullList.write(List.of("a", "b"), target).orElseThrow();
        assertThat(first).hasParent(target).hasContent("a\nb\n");
        assertThat(FullList.write(List.of("a", "b"), target)).contains(first);
        assertThat(FullList.write(List.of("b", "a"), target)).isNotEmpty().get().isNotEqualTo(first);
        assertThat(target).isDirectoryNotContaining("glob:**.tmp");
    }

    @Test
    void messageDoesWithoutAFileThatCannotBeWritten() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");
        assertThat(FullList.write(List.of("a"), file)).isEmpty();
    }
}
