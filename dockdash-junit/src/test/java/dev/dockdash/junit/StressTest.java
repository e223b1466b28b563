package dev.dockdash.junit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class StressTest {

    @Test
    @EnabledOnOs(OS.LINUX)
    void twoHundredClassesInParallelDoNotClashAndLeaveNothing(@TempDir Path folder) throws IOException {
        Path classes = Files.createDirectory(folder.resolve("classes"));
        Path temporary = Files.createDirectory(folder.resolve("temporary"));

        String output = RegistryImage.run(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djava.io.tmpdir=" + temporary,
                "-cp",
                System.getProperty("java.class.path"),
                StressRun.class.getName(),
                classes.toString());

        assertThat(output.lines()).contains("passed: 600", "threads: []", "folders: []", "sockets: 0");
    }
}
