package dev.dockdash.benchmarks;

import dev.dockdash.testregistry.EmbeddedRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Measures everything about registries, with the layer of one fixture. */
final class RegistryRun {

    /** The heap with which both ends must do. */
    static final String HEAP = "-Xmx96m";

    private static final String SOURCE = "source";

    private final Effort effort;
    private final Path source;
    private final Path scratch;
    private final Path cache;
    private final Race.Rounds rounds;

    /**
     * Prepares a run.
     *
     * @param fixture what the layer is made from
     * @param source the folder of the fixture
     * @param scratch an empty folder for caches and registries
     */
    RegistryRun(Fixture fixture, Effort effort, Path source, Path scratch) {
        this.effort = effort;
        this.source = source;
        this.scratch = scratch;
        this.cache = scratch.resolve("cache");
        this.rounds = effort.cold(fixture);
    }

    /** Moves the layer of the largest fixture that is raced. */
    static void measure(Effort effort, Path folder, Measurement.Progress progress) throws IOException {
        progress.at("registries");
        Path source = Fixture.BLOB.in(folder);
        try (Scratch scratch = Scratch.in(folder)) {
            progress.found(new RegistryReport(new RegistryRun(Fixture.BLOB, effort, source, scratch.path()).run()));
        }
    }

    RegistryResult run() throws IOException {
        ReadyImage ready = ReadyImage.of(source, cache);
        return new RegistryResult(
                ready.layer().size(),
                embedded(ready),
                SearchPath.has(DockerRegistry.PROGRAM) ? docker(ready) : Map.of(),
                Stream.of(DockerRegistry.PROGRAM, SkopeoClient.PROGRAM)
                        .filter(program -> !SearchPath.has(program))
                        .toList(),
                answers(),
                memory(),
                ManyImages.run(scratch));
    }

    private Map<String, Samples> embedded(ReadyImage ready) throws IOException {
        try (EmbeddedRegistry registry =
                EmbeddedRegistry.builder().directory(scratch).start()) {
            OwnClient client = new OwnClient(ready, registry.hostAndPort());
            client.push(SOURCE);
            return new Race()
                    .add(new HashAndWrite(ready.blob(), ready.layer().digest(), scratch), rounds)
                    .add(new ToolPush(client), rounds)
                    .add(new ToolPull(client, SOURCE, scratch), rounds)
                    .run();
        }
    }

    private Map<String, Samples> docker(ReadyImage ready) throws IOException {
        try (Scratch folder = Scratch.in(scratch);
                DockerRegistry registry = DockerRegistry.start(folder.path())) {
            String hostAndPort = registry.hostAndPort();
            OwnClient own = new OwnClient(ready, hostAndPort);
            own.push(SOURCE);
            List<RegistryTool> tools = new ArrayList<>(
                    List.of(own, new JibClient(ready, hostAndPort), new OrasClient(ready, hostAndPort)));
            if (SearchPath.has(SkopeoClient.PROGRAM)) {
                tools.add(new SkopeoClient(hostAndPort, SOURCE, folder.path().resolve("image")));
            }
            Race race = new Race();
            for (RegistryTool tool : tools) {
                race.add(new ToolPush(tool), rounds);
            }
            for (RegistryTool tool : tools) {
                race.add(new ToolPull(tool, SOURCE, scratch), rounds);
            }
            return race.run();
        }
    }

    private Map<String, Samples> answers() throws IOException {
        Map<String, Samples> answers = new LinkedHashMap<>(new Race()
                .add(new RegistryStart(scratch), effort.warm(Fixture.TINY))
                .run());
        ReadyImage small = ReadyImage.of(Fixture.TINY.in(scratch), scratch.resolve("small"));
        try (EmbeddedRegistry registry =
                EmbeddedRegistry.builder().directory(scratch).start()) {
            registry.preload("small:1", small.image());
            try (PlainConnection connection = PlainConnection.to(registry.uri().getPort())) {
                answers.putAll(new Race()
                        .add(new SmallGet(connection, "/v2/small/manifests/1"), effort.requests())
                        .run());
            }
        }
        return answers;
    }

    private MemoryCheck.Result memory() throws IOException {
        Path folder = Files.createDirectory(scratch.resolve("memory"));
        return MemoryCheck.run(HEAP, RegistryMemoryChild.class, source.toString(), cache.toString(), folder.toString());
    }
}
