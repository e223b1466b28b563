package dev.dockdash.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dockdash.cache.BlobCache;
import dev.dockdash.layer.Layer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.Deflater;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FixtureTest {

    private static final int SIZE = 1 << 20;

    @TempDir
    Path folder;

    @Test
    void tinyIsTheSameOnEveryMachine() throws IOException {
        Path tiny = Fixture.TINY.in(folder);

        Layer layer = Layer.builder(BlobCache.at(folder.resolve("cache")))
                .directory(tiny, "/fixture")
                .build();
        assertThat(layer.diffId())
                .hasToString("sha256:cb32f67b12d985c0430a0c19656ac538de3b8dc9268f894797c60a99f962136b");
    }

    @Test
    void fixtureThatIsThereIsNotMadeAgain() throws IOException {
        Path file = Fixture.TINY.in(folder).resolve("tiny.txt");
        Files.writeString(file, "mine");

        Fixture.TINY.in(folder);

        assertThat(file).hasContent("mine");
    }

    @Test
    void bytesCompressAsTheirKindSays() {
        assertThat(ratio(SeededBytes.Kind.RANDOM)).isLessThan(1.01);
        assertThat(ratio(SeededBytes.Kind.MIXED)).isBetween(1.5, 2.0);
        assertThat(ratio(SeededBytes.Kind.TEXT)).isGreaterThan(4);
    }

    private static double ratio(SeededBytes.Kind kind) {
        byte[] bytes = new byte[SIZE];
        new SeededBytes(1).fill(bytes, SIZE, kind);
        Deflater deflater = new Deflater();
        try {
            deflater.setInput(bytes);
            return (double) SIZE / deflater.deflate(new byte[2 * SIZE], 0, 2 * SIZE, Deflater.FULL_FLUSH);
        } finally {
            deflater.end();
        }
    }
}
