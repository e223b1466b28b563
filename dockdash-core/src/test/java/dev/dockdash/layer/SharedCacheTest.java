package dev.dockdash.layer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dockdash.ChildJvm;
import dev.dockdash.cache.BlobCache;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SharedCacheTest {

    @TempDir
    Path temp;

    @Test
    void processesThatBuildTheSameLayerAtOnceShareIt() throws Exception {
        Path tree = FixtureTree.create(temp.resolve("tree"), 0);
        Path cache = temp.resolve("cache");
        List<Process> builders = new ArrayList<>();
        try {
            for (int i = 0; i < 2; i++) {
                builders.add(ChildJvm.plain().start(Builder.class, tree, cache));
            }
            for (Process builder : builders) {
                assertThat(builder.getInputStream().read()).isEqualTo('r');
            }
            for (Process builder : builders) {
                builder.getOutputStream().close();
            }
            String digest = "";
            for (Process builder : builders) {
                List<String> lines = ChildJvm.outputOf(builder);
                assertThat(lines).hasSize(1);
                digest = lines.get(0);
                assertThat(lines).containsExactly(LayerProgram.describe(tree, Compression.ZSTD, BlobCache.at(cache)));
            }
            assertThat(digest)
                    .endsWith(only(cache.resolve("blobs/sha256")).getFileName().toString());
        } finally {
            builders.forEach(Process::destroyForcibly);
        }
        assertThat(cache.resolve("tmp")).isEmptyDirectory();
    }

    private static Path only(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> all = files.toList();
            assertThat(all).hasSize(1);
            return all.get(0);
        }
    }

    /** Says that it is ready, waits for the end of its input, and prints the digests of a layer several times over. */
    static final class Builder {

        private Builder() {}

        public static void main(String[] arguments) throws IOException {
            System.out.write('r');
            System.out.flush();
            System.in.transferTo(System.out);
            System.out.println(LayerProgram.describe(
                    Path.of(arguments[0]), Compression.ZSTD, BlobCache.at(Path.of(arguments[1]))));
        }
    }
}
