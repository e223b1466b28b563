package dev.dockdash.assertj;

import static dev.dockdash.assertj.DockdashAssertions.assertThat;
import static dev.dockdash.assertj.DockdashAssertions.assertThatThrownBy;

import dev.dockdash.image.Image;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StructureTestTest {

    @TempDir
    private Path folder;

    private Image image;

    @BeforeEach
    void build() throws IOException {
        image = TestImages.of(new TestTar()
                        .file("app/serve", "serve", entry -> {
                            entry.setMode(0755);
                            entry.setIds(1000, 0);
                        })
                        .directory("tmp", 01777)
                        .file("app/settings", "port=80\nname=web\n"))
                .env("APP_HOME", "/app")
                .env("VERSION", "1.12")
                .env("TOKEN", "s3cr3t")
                .label("team", "blue")
                .entrypoint("/app/serve")
                .exposedPort("8080")
                .exposedPort("9090/udp")
                .volume("/data")
                .workingDir("/app")
                .user("1000")
                .build();
    }

    @Test
    void allKindsPass() throws IOException, URISyntaxException {
        Path file = resource("/structure/web.yaml");
        assertThat(image).satisfiesStructureTest(file).hasLayerCount(1);
        StructureTest test = StructureTest.read(file);
        assertThat(test.count()).isEqualTo(6);
        assertThat(test.notRun()).containsExactly("commandTests \"says hello\"", "licenseTests 0");
    }

    @Test
    void allKindsFail() throws IOException {
        Path file = yaml("""
                fileExistenceTests:
                  - {name: gone, path: /gone}
                  - {name: there, path: /app, shouldExist: false}
                  - {name: attributes, path: /app/settings, permissions: -rwxr-xr-x, uid: 1, gid: 2, isExecutableBy: owner}
                fileContentTests:
                  - {name: none, path: /app, expectedContents: [x]}
                  - {name: text, path: /app/settings, expectedContents: [host], excludedContents: [port]}
                metadataTest:
                  envVars: [{key: VERSION, value: '1'}, {key: VERSION, value: ^2, isRegex: true}, {key: TOKEN, value: x}, {key: NO, value: x}]
                  unboundEnvVars: [{key: VERSION}]
                  labels: [{key: team, value: red}]
                  entrypoint: []
                  cmd: [run]
                  exposedPorts: ['8080/udp']
                  unexposedPorts: ['8080']
                  volumes: [/x]
                  unmountedVolumes: [/data/]
                  workdir: ''
                  user: root
                commandTests:
                  - {name: hello, command: /app/serve}
                """);
        List<String> failures = StructureTestRun.of(image, StructureTest.read(file));
        assertThat(String.join("\n", failures)).isEqualTo("""
                fileExistenceTests "gone": /gone should exist, but does not
                fileExistenceTests "there": /app should not exist, but does
                fileExistenceTests "attributes": /app/settings should have permissions -rwxr-xr-x but has -rw-r--r--
                fileExistenceTests "attributes": /app/settings should have uid 1 but has 0
                fileExistenceTests "attributes": /app/settings should have gid 2 but has 0
                fileExistenceTests "attributes": /app/settings should be executable by owner but is -rw-r--r--
                fileContentTests "none": /app should be a file, but is not
                fileContentTests "text": /app/settings should contain host but does not
                fileContentTests "text": /app/settings should not contain port but does
                metadataTest: environment variable VERSION should be "1" but is "1.12"
                metadataTest: environment variable VERSION should be a match of "^2" but is "1.12"
                metadataTest: environment variable TOKEN should be a value, which is not shown but is another
                metadataTest: environment variable NO should be "x" but is none
                metadataTest: label team should be "red" but is "blue"
                metadataTest: environment variable VERSION should not be set, but is
                metadataTest: entrypoint should be [] but is ["/app/serve"]
                metadataTest: cmd should be ["run"] but is []
                metadataTest: workdir should be "" but is "/app"
                metadataTest: user should be "root" but is "1000"
                metadataTest: exposed port 8080/udp should be there, but is not
                metadataTest: exposed port 8080 should not be there, but is
                metadataTest: volume /x should be there, but is not
                metadataTest: volume /data/ should not be there, but is""");
    }

    @Test
    void messageHasWhatFailsAndWhatIsNotRun() throws IOException {
        Path file = yaml("""
                fileExistenceTests: [{name: gone, path: /gone}]
                commandTests: [{name: hello, command: /app/serve}]""");
        assertThatThrownBy(() -> assertThat(image).satisfiesStructureTest(file))
                .isInstanceOf(AssertionError.class)
                .hasMessage(TestImages.header(image) + "Expecting image to satisfy the structure test " + file
                        + "\n  failed:  fileExistenceTests \"gone\": /gone should exist, but does not"
                        + "\n  not run: commandTests \"hello\"");
    }

    @Test
    void fileThatRunsNothingIsAMistake() throws IOException {
        Path file = yaml("commandTests: [{name: a, command: b}]");
        assertThatThrownBy(() -> assertThat(image).satisfiesStructureTest(file))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Invalid structure test " + file
                        + ": it has no file existence, file content or metadata tests, which are those that run here");
    }

    @Test
    void wrongFilesAreMistakes() throws IOException {
        refused("fileExistenceTest: []", "unknown key \"fileExistenceTest\" in the document");
        refused("fileExistenceTests: [{path: /x, mode: 1}]", "unknown key \"mode\" in fileExistenceTests");
        refused("fileContentTests: [{name: x}]", "a test of fileContentTests has no path");
        refused("metadataTest: {env: []}", "unknown key \"env\" in metadataTest");
        Path old = Files.writeString(folder.resolve("old.yaml"), "schemaVersion: 1.0.0\n");
        assertThatThrownBy(() -> assertThat(image).satisfiesStructureTest(old))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expected schemaVersion 2.0.0 but it is \"1.0.0\"");
        Path broken = Files.writeString(folder.resolve("broken.yaml"), "a: [\n");
        assertThatThrownBy(() -> assertThat(image).satisfiesStructureTest(broken))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("Invalid YAML in " + broken);
        assertThatThrownBy(() -> assertThat(image).satisfiesStructureTest(folder.resolve("none.yaml")))
                .isInstanceOf(UncheckedIOException.class);
    }

    private void refused(String test, String reason) throws IOException {
        Path file = yaml(test);
        assertThatThrownBy(() -> assertThat(image).satisfiesStructureTest(file))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Invalid structure test " + file + ": " + reason);
    }

    private Path yaml(String tests) throws IOException {
        return Files.writeString(
                Files.createTempFile(folder, "test", ".yaml"), "schemaVersion: 2.0.0\n" + tests + "\n");
    }

    private static Path resource(String name) throws URISyntaxException {
        URL url = Objects.requireNonNull(StructureTestTest.class.getResource(name), name);
        return Path.of(url.toURI());
    }
}
