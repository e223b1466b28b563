package dev.dockdash.layer;

import dev.dockdash.cache.BlobCache;
import java.io.IOException;
import java.nio.file.Path;

/** Makes the fixture tree and prints the digests of its layers, in a JVM of its own. */
final class LayerProgram {

    private LayerProgram() {}

    /** Takes a folder to work in and the order in which the tree is made. */
    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[0]);
        Path tree = FixtureTree.create(folder.resolve("tree"), Long.parseLong(arguments[1]));
        BlobCache cache = BlobCache.at(folder.resolve("cache"));
        for (Compression compression : Compression.values()) {
            System.out.println(describe(tree, compression, cache));
        }
    }

    static String describe(Path tree, Compression compression, BlobCache cache) throws IOException {
        Layer layer = Layer.builder(cache)
                .directory(tree, "/app")
                .file(tree.resolve("bin/run"), "/usr/bin/run")
                .compression(compression)
                .build();
        return compression + " " + layer.diffId() + " " + layer.digest();
    }
}
