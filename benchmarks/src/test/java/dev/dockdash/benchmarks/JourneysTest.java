package dev.dockdash.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.dockdash.layer.Compression;
import dev.dockdash.testregistry.EmbeddedRegistry;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JourneysTest {

    @TempDir
    Path folder;

    @Test
    void figuresAtTheBoundHoldAndNotBeyond() {
        assertThat(report(2, 1.5, "ok").targets())
                .extracting(Target::what, Target::actual, Target::held)
                .containsExactly(
                        tuple("app built, pushed and pulled, umoci and skopeo / ours", "2.00x", true),
                        tuple("tiny built and pushed in a fresh JVM, ours / Jib", "0.60x", true),
                        tuple("many built, dockdash, -Xmx64m", "ok", true));
        assertThat(report(1.99, 1.51, "FAILED").targets())
                .extracting(Target::held)
                .containsOnly(false);
    }

    @Test
    void withoutARegistryThereIsARowThatSaysSo() {
        JourneysResult result = new JourneysResult(
                Map.of(),
                List.of("docker-registry"),
                Map.of("dockdash", samples(1), "Jib", samples(2)),
                Map.of(),
                Map.of());

        assertThat(new JourneysReport(result).sections()).contains("| no docker-registry here |");
        assertThat(new JourneysReport(result).targets())
                .filteredOn(target -> !target.held())
                .extracting(Target::what)
                .containsExactly("docker-registry");
    }

    /** Ours takes one second with app, and Jib two and a half in a fresh JVM. */
    private static JourneysReport report(double peer, double fresh, String outcome) {
        Map<String, Samples> app = new LinkedHashMap<>();
        app.put(OwnClient.NAME, samples(1));
        app.put(AppJourney.PEER, samples(peer));
        Map<String, MemoryCheck.Result> memory = new LinkedHashMap<>();
        memory.put("dockdash, -Xmx64m", new MemoryCheck.Result(outcome, 1, 0, 100));
        memory.put(JibLayer.NAME, new MemoryCheck.Result(MemoryCheck.OK, 1, 0, 1000));
        return new JourneysReport(new JourneysResult(
                app,
                List.of(),
                Map.of(OwnClient.NAME, samples(fresh), JourneysRun.JIB, samples(2.5)),
                Map.of(),
                Map.of(Fixture.MANY, memory)));
    }

    private static Samples samples(double seconds) {
        return new Samples(List.of(seconds));
    }

    @Test
    void layersArePushedAgainAndAgain() throws IOException {
        try (EmbeddedRegistry registry =
                EmbeddedRegistry.builder().directory(folder).start()) {
            runTwice(new LayersPush(registry.hostAndPort(), 3, folder));

            assertThat(registry.requests())
                    .filteredOn(request ->
                            request.method().equals("PUT") && request.path().contains("/manifests/"))
                    .hasSize(2);
        }
    }

    @Test
    void threadsBuildAllLayersEachTime() throws IOException {
        runTwice(new ThreadsBuild(4, folder));
    }

    @Test
    void taggedRepositoryGrows() throws IOException {
        try (TaggedRepository repository = TaggedRepository.start(folder)) {
            runTwice(repository.listing(1));
            runTwice(repository.listing(20));
            runTwice(repository.pull(21));
        }
    }

    @Test
    void childBuildsWithEither() throws IOException {
        Path source = Fixture.TINY.in(folder);
        for (String contender : List.of(OwnClient.NAME, JibLayer.NAME)) {
            MemoryCheck.Result result = MemoryCheck.run(
                    MemoryCheck.HEAP, BuildChild.class, contender, source.toString(), folder.toString());
            assertThat(result.outcome()).isEqualTo(MemoryCheck.OK);
        }
    }

    @Test
    void freshJvmsPush() throws IOException {
        try (EmbeddedRegistry registry =
                EmbeddedRegistry.builder().directory(folder).start()) {
            FreshPush.Setting setting = new FreshPush.Setting(
                    System.getProperty("java.class.path"), Fixture.TINY.in(folder), registry.hostAndPort(), folder);
            for (FreshPush push : List.of(
                    new FreshPush("ours", PushChild.class, List.of(), setting),
                    new FreshPush("theirs", JibPushChild.class, List.of(), setting))) {
                push.run();
                assertThat(push.peakResident()).isPositive();
            }
            assertThat(registry.requests())
                    .filteredOn(request ->
                            request.method().equals("PUT") && request.path().contains("/manifests/"))
                    .extracting(request -> request.path())
                    .containsExactly("/v2/fresh/ours0/manifests/1", "/v2/fresh/theirs0/manifests/1");
        }
    }

    @Test
    void foldersOfTheClassPathBecomeJars() throws IOException {
        Path classes = Files.createDirectories(folder.resolve("classes/a/b"));
        Files.writeString(classes.resolve("c.txt"), "text");
        Path jars = Files.createDirectory(folder.resolve("jars"));

        String path = JarClassPath.of("x.jar" + File.pathSeparator + folder.resolve("classes"), jars);

        assertThat(path).startsWith("x.jar" + File.pathSeparator);
        try (JarFile jar = new JarFile(path.substring(path.indexOf(File.pathSeparator) + 1))) {
            assertThat(jar.stream()).extracting(entry -> entry.getName()).containsExactly("a/b/c.txt");
        }
    }

    @Test
    void coldBuildIsOurs() throws IOException {
        assertThat(new ColdBuild(folder, folder, Compression.ZSTD).name()).startsWith(OwnClient.NAME);
    }

    private static void runTwice(Contender contender) throws IOException {
        contender.run();
        contender.reset();
        contender.run();
        contender.reset();
    }
}
