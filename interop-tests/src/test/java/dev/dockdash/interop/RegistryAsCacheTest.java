package dev.dockdash.interop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dockdash.Dockdash;
import dev.dockdash.cache.BlobCache;
import dev.dockdash.layer.Compression;
import dev.dockdash.layer.Layer;
import dev.dockdash.layer.LayerBuild.Source;
import dev.dockdash.registry.RegistryClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Docker-registry as the remote cache of machines that share nothing else. */
class RegistryAsCacheTest {

    @TempDir
    Path folder;

    private Dockdash machine(String name, DockerRegistry server, RegistryClient client, boolean writes) {
        String repository = server.hostAndPort() + "/team/layers";
        Dockdash.Builder builder =
                Dockdash.builder().cache(BlobCache.at(folder.resolve(name))).client(client);
        return (writes ? builder.writableRemoteCache(repository) : builder.remoteCache(repository)).build();
    }

    private Layer build(Dockdash dockdash, Compression compression) throws IOException {
        byte[] bytes = new byte[5_000_000];
        new Random(1).nextBytes(bytes);
        Path tree = Files.createDirectories(folder.resolve("tree"));
        Files.write(tree.resolve("file"), bytes);
        return dockdash.layer().directory(tree, "/app").compression(compression).build();
    }

    private static Source source(Layer layer) {
        return layer.build().orElseThrow().source();
    }

    @ParameterizedTest
    @EnumSource
    void aColdMachineTakesWhatAnotherHasBuilt(DockerRegistry.Guard guard) throws Exception {
        try (DockerRegistry server = DockerRegistry.start(folder.resolve("docker-registry"), guard)) {
            RegistryClient client = server.client().build();
            for (Compression compression : Compression.values()) {
                Layer built = build(machine("first", server, client, true), compression);
                assertThat(source(built)).isEqualTo(Source.WRITTEN);
                long uploads = server.logged("POST", "/v2/team/layers/blobs/uploads/");
                assertThat(uploads).isPositive();
                Layer taken = build(machine("second", server, client, false), compression);
                assertThat(source(taken)).as("%s", compression).isEqualTo(Source.REMOTE_CONTENT);
                assertThat(taken).isEqualTo(built);
                assertThat(server.logged("POST", "/v2/team/layers/blobs/uploads/"))
                        .isEqualTo(uploads);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"BASIC", "TLS"})
    void whoIsNotLetInBuilds(DockerRegistry.Guard guard) throws Exception {
        try (DockerRegistry server = DockerRegistry.start(folder.resolve("docker-registry"), guard)) {
            Layer built = build(machine("first", server, server.client().build(), true), Compression.ZSTD);
            RegistryClient stranger = server.strangersClient().build();
            Layer own = build(machine("second", server, stranger, true), Compression.ZSTD);
            assertThat(source(own)).isEqualTo(Source.WRITTEN);
            assertThat(own).isEqualTo(built);
        }
    }
}
