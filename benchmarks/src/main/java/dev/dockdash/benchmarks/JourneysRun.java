package dev.dockdash.benchmarks;

import dev.dockdash.blob.Blob;
import dev.dockdash.cache.BlobCache;
import dev.dockdash.layer.Layer;
import dev.dockdash.testregistry.EmbeddedRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Measures jobs from end to end, and the memory of JVMs that do one. */
final class JourneysRun {

    static final String JIB = "Jib";
    static final String ARCHIVED = OwnClient.NAME + ", class data archived";

    private static final List<Fixture> MEMORY = List.of(Fixture.BLOB, Fixture.MANY);
    /** What a JVM chooses by itself. */
    private static final String STANDARD_HEAP = "-XX:MaxRAMPercentage=25";

    private final Effort effort;
    private final Path folder;

    private JourneysRun(Effort effort, Path folder) {
        this.effort = effort;
        this.folder = folder;
    }

    /** Measures everything. */
    static void measure(Effort effort, Path folder, Measurement.Progress progress) throws IOException {
        JourneysRun run = new JourneysRun(effort, folder);
        progress.at("journeys");
        List<String> missing = Stream.of(DockerRegistry.PROGRAM, CommandBuild.UMOCI, SkopeoClient.PROGRAM)
                .filter(program -> !SearchPath.has(program))
                .toList();
        Map<String, Samples> app = missing.contains(DockerRegistry.PROGRAM) ? Map.of() : run.app(missing.isEmpty());
        progress.at("fresh JVMs");
        Map<String, Long> peaks = new LinkedHashMap<>();
        Map<String, Samples> fresh = run.fresh(peaks);
        progress.found(new JourneysReport(new JourneysResult(app, missing, fresh, peaks, Map.of())));
        progress.at("memory beside a peer");
        progress.found(new JourneysReport(new JourneysResult(app, missing, fresh, peaks, run.memory())));
    }

    private Map<String, Samples> app(boolean withPeer) throws IOException {
        Path source = Fixture.APP.in(folder);
        try (Scratch scratch = Scratch.in(folder);
                DockerRegistry registry = DockerRegistry.start(scratch.path())) {
            Race.Rounds rounds = effort.cold(Fixture.APP);
            Race race = new Race()
                    .add(AppJourney.own(source, registry.hostAndPort(), scratch.path()), rounds)
                    .add(AppJourney.ownInSteps(source, registry.hostAndPort(), scratch.path()), rounds);
            if (withPeer) {
                race.add(AppJourney.peer(source, registry.hostAndPort(), scratch.path()), effort.peerImageWarm());
            }
            if (SearchPath.has(CurlTrip.PROGRAM)) {
                race.add(trip(source, registry.hostAndPort(), scratch.path()), rounds);
            }
            return race.run();
        }
    }

    private static CurlTrip trip(Path source, String hostAndPort, Path scratch) throws IOException {
        Blob blob = Layer.builder(BlobCache.at(scratch.resolve("ready")))
                .directory(source, "/fixture")
                .build()
                .blob();
        Path file = scratch.resolve("blob");
        try (InputStream in = blob.open()) {
            Files.copy(in, file);
        }
        return new CurlTrip(hostAndPort, file, blob.digest(), scratch.resolve("download"));
    }

    private Map<String, Samples> fresh(Map<String, Long> peaks) throws IOException {
        Path source = Fixture.TINY.in(folder);
        try (Scratch scratch = Scratch.in(folder);
                EmbeddedRegistry registry =
                        EmbeddedRegistry.builder().directory(scratch.path()).start()) {
            String classPath = JarClassPath.of(
                    System.getProperty("java.class.path"),
                    Files.createDirectory(scratch.path().resolve("jars")));
            Path archive = scratch.path().resolve("classes.jsa");
            FreshPush.Setting setting =
                    new FreshPush.Setting(classPath, source, registry.hostAndPort(), scratch.path());
            new FreshPush("archiving", PushChild.class, archiving(archive), setting).run();
            List<FreshPush> contenders = List.of(
                    new FreshPush(OwnClient.NAME, PushChild.class, List.of(), setting),
                    new FreshPush(JIB, JibPushChild.class, List.of(), setting),
                    new FreshPush(ARCHIVED, PushChild.class, List.of("-XX:SharedArchiveFile=" + archive), setting));
            Race race = new Race();
            contenders.forEach(contender -> race.add(contender, effort.freshJvms()));
            Map<String, Samples> samples = race.run();
            contenders.forEach(contender -> peaks.put(contender.name(), contender.peakResident()));
            return samples;
        }
    }

    /** What cannot be archived is not to be told among what is printed. */
    private static List<String> archiving(Path archive) {
        return List.of("-XX:ArchiveClassesAtExit=" + archive, "-Xlog:disable");
    }

    private Map<Fixture, Map<String, MemoryCheck.Result>> memory() throws IOException {
        Map<Fixture, Map<String, MemoryCheck.Result>> memory = new EnumMap<>(Fixture.class);
        for (Fixture fixture : MEMORY) {
            Map<String, MemoryCheck.Result> results = new LinkedHashMap<>();
            results.put(OwnClient.NAME + ", " + MemoryCheck.HEAP, build(fixture, OwnClient.NAME, MemoryCheck.HEAP));
            results.put(JibLayer.NAME, build(fixture, JibLayer.NAME, STANDARD_HEAP));
            memory.put(fixture, results);
        }
        return memory;
    }

    private MemoryCheck.Result build(Fixture fixture, String contender, String heap) throws IOException {
        Path source = fixture.in(folder);
        try (Scratch scratch = Scratch.in(folder)) {
            return MemoryCheck.run(
                    heap,
                    BuildChild.class,
                    contender,
                    source.toString(),
                    scratch.path().toString());
        }
    }
}
