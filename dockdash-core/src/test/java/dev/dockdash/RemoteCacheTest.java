package dev.dockdash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dockdash.cache.BlobCache;
import dev.dockdash.layer.Compression;
import dev.dockdash.layer.Layer;
import dev.dockdash.layer.LayerBuild.Source;
import dev.dockdash.testregistry.EmbeddedRegistry;
import dev.dockdash.testregistry.Fault;
import dev.dockdash.testregistry.RecordedRequest;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Machines, each with a cache folder of its own, and one registry as the remote cache of all. */
class RemoteCacheTest {

    /** More than one piece of a layer, of which the last is short. */
    private static final int FILE_SIZE = 1_500_000;

    @TempDir
    Path temp;

    private Path tree;

    @BeforeEach
    void makeTree() throws IOException {
        tree = Files.createDirectories(temp.resolve("tree"));
        for (int i = 0; i < 3; i++) {
            byte[] bytes = new byte[FILE_SIZE];
            new Random(i).nextBytes(bytes);
            // Half of it can be compressed.
            Arrays.fill(bytes, 0, FILE_SIZE / 2, (byte) 'x');
            Files.write(tree.resolve("file" + i), bytes);
        }
    }

    private Dockdash.Builder machine(String name) {
        return Dockdash.builder().cache(BlobCache.at(temp.resolve(name)));
    }

    private Dockdash reader(String name, EmbeddedRegistry registry) {
        return machine(name).remoteCache(repository(registry)).build();
    }

    private Dockdash writer(String name, EmbeddedRegistry registry) {
        return machine(name).writableRemoteCache(repository(registry)).build();
    }

    private static String repository(EmbeddedRegistry registry) {
        return registry.hostAndPort() + "/team/layers";
    }

    private Layer build(Dockdash dockdash) throws IOException {
        return build(dockdash, Compression.ZSTD);
    }

    private Layer build(Dockdash dockdash, Compression compression) throws IOException {
        return dockdash.layer().directory(tree, "/app").compression(compression).build();
    }

    private static Source source(Layer layer) {
        return layer.build().orElseThrow().source();
    }

    private static Stream<String> asked(EmbeddedRegistry registry, String... methods) {
        return registry.requests().stream().map(RecordedRequest::method).filter(List.of(methods)::contains);
    }

    @ParameterizedTest
    @EnumSource
    void aColdMachineTakesWhatAnotherHasBuilt(Compression compression) throws IOException {
        try (EmbeddedRegistry registry = EmbeddedRegistry.start()) {
            Layer built = build(writer("first", registry), compression);
            assertThat(source(built)).isEqualTo(Source.WRITTEN);
            long writes = asked(registry, "POST", "PUT", "PATCH").count();
            Layer taken = build(reader("second", registry), compression);
            assertThat(source(taken)).isEqualTo(Source.REMOTE_CONTENT);
            assertThat(taken.descriptor()).isEqualTo(built.descriptor());
            assertThat(taken.diffId()).isEqualTo(built.diffId());
            assertThat(taken.entries()).isEqualTo(built.entries());
            assertThat(asked(registry, "POST", "PUT", "PATCH")).hasSize((int) writes);
        }
    }

    @Test
    void whatWasTakenIsKeptAndFoundWithoutTheRemote() throws IOException {
        try (EmbeddedRegistry registry = EmbeddedRegistry.start()) {
            build(writer("first", registry));
            build(reader("second", registry));
        }
        assertThat(source(build(machine("second").build()))).isEqualTo(Source.CACHED_CONTENT);
    }

    @Test
    void layersOfOneSmallFileAreTakenToo() throws IOException {
        try (EmbeddedRegistry registry = EmbeddedRegistry.start()) {
            Layer built = writer("first", registry).layer().data("/a", "x").build();
            Layer taken = reader("second", registry).layer().data("/a", "x").build();
            assertThat(source(taken)).isEqualTo(Source.REMOTE_CONTENT);
            assertThat(taken).isEqualTo(built);
        }
    }

    @Test
    void otherContentOrAttributesAreOtherLayers() throws IOException {
        try (EmbeddedRegistry registry = EmbeddedRegistry.start()) {
            build(writer("first", registry));
            Layer gzip = build(reader("second", registry), Compression.GZIP);
            assertThat(source(gzip)).isEqualTo(Source.WRITTEN);
            Files.writeString(tree.resolve("file0"), "changed");
            Layer changed = build(reader("third", registry));
            assertThat(source(changed)).isEqualTo(Source.WRITTEN);
            assertThat(changed.readContent(1)).asString().isEqualTo("changed");
        }
    }

    @Test
    void nothingIsPutThereUnlessAllowed() throws IOException {
        try (EmbeddedRegistry registry = EmbeddedRegistry.start()) {
            assertThat(source(build(reader("first", registry)))).isEqualTo(Source.WRITTEN);
            assertThat(asked(registry, "POST", "PUT", "PATCH", "DELETE")).isEmpty();
        }
    }

    static Stream<Fault> faults() {
        return Stream.of(
                Fault.status(500),
                Fault.status(503).header("Retry-After", "600"),
                Fault.status(401),
                Fault.status(403),
                Fault.status(200).body("text/html", new byte[10]),
                Fault.dropConnection(),
                Fault.flipBit(1000),
                Fault.flipBit(5),
                Fault.truncateAfter(1000),
                Fault.shortenTo(1000),
                Fault.extraBytes(1000));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void aFaultyRemoteChangesNothing(Fault fault) throws IOException {
        try (EmbeddedRegistry registry = EmbeddedRegistry.start()) {
            Layer expected = build(writer("first", registry));
            registry.fail(fault.always());
            Layer built = build(reader("second", registry));
            assertThat(source(built)).isEqualTo(Source.WRITTEN);
            assertThat(built).isEqualTo(expected);
            assertThat(build(writer("third", registry))).isEqualTo(expected);
        }
    }

    @Test
    void aRemoteThatFailedIsNotAskedAgain() throws IOException {
        try (EmbeddedRegistry registry = EmbeddedRegistry.start()) {
            registry.fail(Fault.status(403).always());
            Dockdash dockdash = reader("first", registry);
            build(dockdash);
            assertThat(registry.requests()).isNotEmpty();
            int asked = registry.requests().size();
            assertThat(source(dockdash.layer().data("/b", "y").build())).isEqualTo(Source.WRITTEN);
            assertThat(registry.requests()).hasSize(asked);
        }
    }

    @Test
    void aRemoteThatNobodyServesChangesNothing() throws IOException {
        int port;
        try (ServerSocket socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        Dockdash dockdash = machine("first")
                .writableRemoteCache("localhost:" + port + "/layers")
                .build();
        assertThat(build(dockdash)).isEqualTo(build(machine("second").build()));
    }

    @Test
    void aRemoteThatMayNotBeWrittenToIsStillRead() throws IOException {
        try (EmbeddedRegistry registry = EmbeddedRegistry.start()) {
            build(writer("first", registry));
            registry.fail(Fault.status(403).on("POST", "/**").always());
            Dockdash dockdash = writer("second", registry);
            assertThat(source(dockdash.layer().data("/b", "y").build())).isEqualTo(Source.WRITTEN);
            assertThat(source(build(dockdash))).isEqualTo(Source.REMOTE_CONTENT);
        }
    }

    @Test
    void aRepositoryWithATagOrDigestIsRefused() {
        assertThatThrownBy(() ->
                        machine("m").remoteCache("localhost:5000/layers:1").build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("localhost:5000/layers:1")
                .hasMessageContaining("without a tag");
        assertThatThrownBy(() -> machine("m").writableRemoteCache("Layers").build())
                .isInstanceOf(IllegalArgumentException.class);
    }
}
