package dev.dockdash.junit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BuildFolderTest {

    @Test
    void liesAboveTheClasses() {
        assertThat(BuildFolder.above(Path.of("/home/user/module/target/test-classes")))
                .contains(Path.of("/home/user/module/target"));
        assertThat(BuildFolder.above(Path.of("/home/user/module/build/classes/java/test")))
                .contains(Path.of("/home/user/module/build"));
        assertThat(BuildFolder.above(Path.of("/home/user/module/out/classes"))).isEmpty();
    }

    @Test
    void isThatOfTheBuildToolOtherwise(@TempDir Path module) throws IOException {
        assertThat(BuildFolder.of(String.class, module)).isEqualTo(module.resolve("target"));

        Files.createFile(module.resolve("build.gradle.kts"));

        assertThat(BuildFolder.of(String.class, module)).isEqualTo(module.resolve("build"));
    }
}
