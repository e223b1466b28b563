package dev.dockdash.junit;

import dev.dockdash.Dockdash;
import dev.dockdash.image.Image;
import dev.dockdash.layer.Compression;
import dev.dockdash.layer.LayerBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Makes images for the engine here: Debian's registry with what it needs, and one that exits at once. */
final class RegistryImage {

    private static final Path PROGRAM = Path.of("/usr/bin/docker-registry");
    private static final Path CERTIFICATES = Path.of("/etc/ssl/certs/ca-certificates.crt");
    private static final Pattern LIBRARY = Pattern.compile("(/\\S+\\.so\\S*)");
    private static final String CONFIG = """
            version: 0.1
            storage:
              filesystem:
                rootdirectory: /var/lib/registry
              delete:
                enabled: true
            http:
              addr: :5000
            """;

    private RegistryImage() {}

    /** Gives the engine an image of that name whose registry listens on port 5000. */
    static void load(String name) throws IOException {
        load(name, "serve", "/etc/docker/registry/config.yml");
    }

    /** Gives the engine an image of that name whose registry complains and exits. */
    static void loadBroken(String name) throws IOException {
        load(name, "serve", "/missing.yml");
    }

    private static void load(String name, String... arguments) throws IOException {
        try (TestRegistry registry = TestRegistry.embedded().start()) {
            PushedImage pushed = registry.push(build(arguments), "registry:2");
            run("docker", "pull", "-q", pushed.reference());
            run("docker", "tag", pushed.reference(), name);
            run("docker", "rmi", "--no-prune", pushed.reference());
        }
    }

    private static Image build(String... arguments) throws IOException {
        LayerBuilder layer = Dockdash.create().layer().compression(Compression.GZIP);
        layer.file(PROGRAM, PROGRAM.toString());
        layer.file(CERTIFICATES, CERTIFICATES.toString());
        layer.data("/etc/docker/registry/config.yml", CONFIG);
        layer.emptyDirectory("/var/lib/registry");
        layer.emptyDirectory("/tmp");
        Matcher libraries = LIBRARY.matcher(run("ldd", PROGRAM.toString()));
        while (libraries.find()) {
            layer.file(Path.of(libraries.group(1)), libraries.group(1));
        }
        return Image.scratch()
                .layer(layer.build())
                .entrypoint(PROGRAM.toString())
                .cmd(arguments)
                .exposedPort("5000")
                .build();
    }

    /** Runs a program and returns what it wrote. */
    static String run(String... command) throws IOException {
        Path output = Files.createTempFile("output", ".txt");
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            int status = process.waitFor();
            String text = Files.readString(output, StandardCharsets.UTF_8);
            if (status != 0) {
                throw new UncheckedIOException(
                        new IOException(List.of(command) + " ended with " + status + ": " + text));
            }
            return text;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        } finally {
            Files.delete(output);
        }
    }
}
