package dev.dockdash.benchmarks;

import dev.dockdash.Dockdash;
import dev.dockdash.archive.DockerArchive;
import dev.dockdash.cache.BlobCache;
import dev.dockdash.image.Image;
import dev.dockdash.layer.Compression;
import dev.dockdash.layer.LayerBuilder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The image of a registry for the engine here, of Debian's program and the libraries that it needs. */
final class EngineRegistry {

    private static final String NAME = "registry:2";
    private static final Pattern LIBRARY = Pattern.compile("(/\\S+\\.so\\S*)");
    private static final String CONFIG = """
            version: 0.1
            storage:
              filesystem: {rootdirectory: /var/lib/registry}
            http: {addr: ":5000"}
            """;

    private EngineRegistry() {}

    /**
     * Gives the engine the image.
     *
     * @throws IOException if there is no engine or no such program
     */
    static void load(Path folder) throws IOException {
        String program = SearchPath.find(DockerRegistry.PROGRAM)
                .orElseThrow(() -> new IOException("no " + DockerRegistry.PROGRAM + " here"))
                .toString();
        ChildProcess.run(List.of("docker", "info"));
        Dockdash dockdash =
                Dockdash.builder().cache(BlobCache.at(folder.resolve("cache"))).build();
        LayerBuilder layer = dockdash.layer()
                .compression(Compression.GZIP)
                .file(Path.of(program), program)
                .data("/config.yml", CONFIG)
                .emptyDirectory("/var/lib/registry")
                .emptyDirectory("/tmp");
        Matcher libraries = LIBRARY.matcher(ChildProcess.run(List.of("ldd", program)));
        while (libraries.find()) {
            layer.file(Path.of(libraries.group(1)), libraries.group(1));
        }
        Image image = Image.scratch()
                .layer(layer.build())
                .entrypoint(program)
                .cmd("serve", "/config.yml")
                .exposedPort("5000")
                .build();
        Path archive = folder.resolve("registry.tar");
        DockerArchive.write(image, archive, NAME);
        ChildProcess.run(List.of("docker", "load", "-q", "-i", archive.toString()));
    }
}
