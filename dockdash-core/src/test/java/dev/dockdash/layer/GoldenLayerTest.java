package dev.dockdash.layer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dockdash.cache.BlobCache;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Digests of layers, written down: users keep them, so another one here is a change of behaviour. Those of gzip are what
 * the zlib of the JVM makes of the tar.
 */
class GoldenLayerTest {

    @TempDir
    Path temp;

    private BlobCache cache;

    @BeforeEach
    void makeCache() {
        cache = BlobCache.at(temp.resolve("cache"));
    }

    private LayerBuilder layer() {
        return Layer.builder(cache);
    }

    private static void assertDigests(LayerBuilder layer, String diffId, String zstd, String gzip) throws IOException {
        assertThat(layer.compression(Compression.NONE).build().digest()).hasToString("sha256:" + diffId);
        assertThat(layer.build().diffId()).hasToString("sha256:" + diffId);
        assertThat(layer.compression(Compression.ZSTD).build().digest()).hasToString("sha256:" + zstd);
        assertThat(layer.build().diffId()).hasToString("sha256:" + diffId);
        assertThat(layer.compression(Compression.GZIP).build().digest()).hasToString("sha256:" + gzip);
        assertThat(layer.build().diffId()).hasToString("sha256:" + diffId);
    }

    @Test
    void nothing() throws IOException {
        assertDigests(
                layer(),
                "5f70bf18a086007016e948b04aed3b82103a36bea41755b6cddfaf10ace3c6ef",
                "3fe6727a01380b876b66b7ea55242e136d357346439605422d5b2667a41c0932",
                "d66e63507ff430e5a11a204f773ad7916a27821d950ec8732feb5190a6de3b7d");
    }

    @Test
    void aFile() throws IOException {
        assertDigests(
                layer().data("/hello", "world"),
                "dc6c0d594fd191bf7305bff5a91e72f810a34195eff5b76d47bf7e91770862c2",
                "cc1a4136b18907fe51290f584b36fe122a15d07e86dd3308562dcbb99fc39615",
                "a9fef433e25180ac4f400612b9f4d7145400d390bd09efd100a30b01a65ec140");
    }

    @Test
    void directoriesAndLinks() throws IOException {
        assertDigests(
                layer().data("/app/bin/run", bytes("#!/bin/sh\n"), EntryAttributes.DEFAULT.mode(0755))
                        .emptyDirectory("/tmp", EntryAttributes.DEFAULT.mode(01777))
                        .symbolicLink("/app/current", "bin/run")
                        .hardLink("/app/bin/again", "/app/bin/run")
                        .whiteout("/etc/motd")
                        .opaque("/var/cache"),
                "07a23ba78b943094023e2b61ca2d2a443f843a3d6503cdcb1a1230fef2df8a88",
                "ba3ea3315f115c2a9597240d4f6662e4d851a83647a242da053731a1346da234",
                "941c02d863039c0403b3475705bf2ca235f6d4446aa3b7a2212d18806c1a82e8");
    }

    @Test
    void whatNeedsPax() throws IOException {
        EntryAttributes attributes = EntryAttributes.DEFAULT
                .mode(04755)
                .owner(3_000_000, 4_000_000)
                .modified(Instant.parse("2020-01-02T03:04:05.678Z"))
                .xattr("user.origin", bytes("test"));
        assertDigests(
                layer().data("/größe-😀", bytes("x"), attributes)
                        .data("/" + "n".repeat(101), "long name")
                        .data("/" + "deep/".repeat(60) + "file", "long path")
                        .symbolicLink("/link", "ziel-ü"),
                "e7d349fbc08d5b5e5ad2c1e3e454bda4a814e5b6f9c7f03e73e5e47a7797ca06",
                "7df849b57f1ad9a0f174715f6bb33746da1abc43a94b6d2cf23a651664b210e1",
                "83858d9e7b281f7a6a168e17eb78750b62a258fe93f0e43f7fd9088a0e723eed");
    }

    @Test
    void aTree() throws IOException {
        assertDigests(
                layer().directory(FixtureTree.create(temp.resolve("tree"), 0), "/app"),
                "b012a01c63caa46a46dc6f2e948787b523da6ff09b139644d6c131a2da66be30",
                "a83f871eab61cac0c203605f41d0eb34b66a967fc21a31e8fabf61e132fc8312",
                "4ceca2669be263f2d2a848f079681ef9a86127cd77c15b4892592042977605eb");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
