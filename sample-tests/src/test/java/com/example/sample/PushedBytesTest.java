package com.example.sample;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.luben.zstd.ZstdInputStream;
import dev.dockdash.Dockdash;
import dev.dockdash.cache.BlobCache;
import dev.dockdash.image.Image;
import dev.dockdash.layer.Layer;
import dev.dockdash.testregistry.EmbeddedRegistry;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Fetches a pushed image with the JDK's client and unpacks it with commons-compress: nothing of it is read by dockdash. */
class PushedBytesTest {

    @TempDir
    Path temp;

    @Test
    void arriveAsTheyWereBuilt() throws Exception {
        Path jar = Path.of(
                Image.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        Path tree = tree();
        Dockdash dockdash =
                Dockdash.builder().cache(BlobCache.at(temp.resolve("cache"))).build();
        var builder = dockdash.layer().directory(tree, "/srv");
        Layer layer = (Files.isDirectory(jar)
                        ? builder.directory(jar, "/app/classes")
                        : builder.file(jar, "/app/core.jar"))
                .build();
        try (EmbeddedRegistry registry = EmbeddedRegistry.start()) {
            dockdash.push(Image.scratch().layer(layer).build(), registry.hostAndPort() + "/real:1");
            URI base = registry.uri().resolve("/v2/real/");
            JsonNode manifest = new ObjectMapper().readTree(get(base.resolve("manifests/1")));
            byte[] config = blob(base, manifest.get("config"));
            byte[] blob = blob(base, manifest.get("layers").get(0));
            byte[] tar = new ZstdInputStream(new ByteArrayInputStream(blob)).readAllBytes();

            assertThat(sha256(tar))
                    .isEqualTo(new ObjectMapper()
                            .readTree(config)
                            .at("/rootfs/diff_ids/0")
                            .textValue());
            Map<String, TarArchiveEntry> entries = entries(tar);
            assertThat(entries).containsKeys("srv/empty/", "srv/größe.txt", "srv/run.sh", "srv/link");
            assertThat(Objects.requireNonNull(entries.get("srv/run.sh")).getMode() & 0777)
                    .isEqualTo(0755);
            assertThat(Objects.requireNonNull(entries.get("srv/link")).getLinkName())
                    .isEqualTo("run.sh");
            if (!Files.isDirectory(jar)) {
                assertThat(Objects.requireNonNull(entries.get("app/core.jar")).getSize())
                        .isEqualTo(Files.size(jar));
            }
        }
    }

    private Path tree() throws IOException {
        Path tree = Files.createDirectories(temp.resolve("tree"));
        Files.createDirectory(tree.resolve("empty"));
        Files.writeString(tree.resolve("größe.txt"), "42");
        assertThat(Files.writeString(tree.resolve("run.sh"), "#!/bin/sh\n")
                        .toFile()
                        .setExecutable(true))
                .isTrue();
        Files.createSymbolicLink(tree.resolve("link"), Path.of("run.sh"));
        return tree;
    }

    private static byte[] blob(URI base, JsonNode descriptor) throws Exception {
        String digest = descriptor.get("digest").textValue();
        byte[] bytes = get(base.resolve("blobs/" + digest));
        assertThat(sha256(bytes)).isEqualTo(digest);
        assertThat((long) bytes.length).isEqualTo(descriptor.get("size").longValue());
        return bytes;
    }

    private static byte[] get(URI uri) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(uri)
                .header("Accept", "application/vnd.oci.image.manifest.v1+json")
                .build();
        var response = HttpClient.newHttpClient().send(request, BodyHandlers.ofByteArray());
        assertThat(response.statusCode()).isEqualTo(200);
        return response.body();
    }

    private static String sha256(byte[] bytes) throws Exception {
        return "sha256:"
                + HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }

    private static Map<String, TarArchiveEntry> entries(byte[] tar) throws IOException {
        Map<String, TarArchiveEntry> entries = new TreeMap<>();
        try (TarArchiveInputStream in = new TarArchiveInputStream(new ByteArrayInputStream(tar), "UTF-8")) {
            for (TarArchiveEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                entries.put(entry.getName(), entry);
            }
        }
        return entries;
    }
}
