package dev.dockdash.benchmarks;

import dev.dockdash.cache.BlobCache;
import dev.dockdash.layer.Layer;
import dev.dockdash.layer.LayerBuild;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/** Our build when nothing changed since the last one. */
final class WarmBuild implements Contender {

    static final String NAME = "dockdash";

    /** Files must lie still for two seconds before they are believed to be unchanged. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Path source;
    private final BlobCache cache;

    WarmBuild(Path source, Path cacheFolder) throws IOException {
        this.source = source;
        this.cache = BlobCache.at(cacheFolder);
        long start = System.nanoTime();
        while (build() != LayerBuild.Source.CACHED_INPUTS) {
            if (System.nanoTime() - start > PATIENCE.toNanos()) {
                throw new IOException(
                        "Building " + source + " again and again: expected a build that reads no file, but"
                                + " had none for " + PATIENCE + "; does something write there?");
            }
        }
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void run() throws IOException {
        LayerBuild.Source found = build();
        if (found != LayerBuild.Source.CACHED_INPUTS) {
            throw new IOException(
                    "Building " + source + " with nothing changed: expected CACHED_INPUTS but was " + found);
        }
    }

    private LayerBuild.Source build() throws IOException {
        Layer layer = Layer.builder(cache).directory(source, "/fixture").build();
        return layer.build().orElseThrow().source();
    }
}
