package dev.dockdash.benchmarks;

import com.google.cloud.tools.jib.api.CacheDirectoryCreationException;
import com.google.cloud.tools.jib.api.buildplan.AbsoluteUnixPath;
import com.google.cloud.tools.jib.api.buildplan.FileEntriesLayer;
import com.google.cloud.tools.jib.api.buildplan.FileEntry;
import com.google.cloud.tools.jib.cache.Cache;
import com.google.cloud.tools.jib.cache.CacheCorruptedException;
import com.google.cloud.tools.jib.image.ReproducibleLayerBuilder;
import com.google.common.collect.ImmutableList;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Jib's layer step alone, called as its own build does: list the files, ask the layer cache, and on a miss write the
 * gzip layer into it. Exactly our job, without the image around it.
 */
final class JibLayer implements Contender {

    static final String NAME = "Jib, layer step";

    private final Path source;
    private final Path parent;
    private final boolean keepsCache;
    private Scratch folder;

    JibLayer(Path source, Path parent, boolean keepsCache) throws IOException {
        this.source = source;
        this.parent = parent;
        this.keepsCache = keepsCache;
        this.folder = Scratch.in(parent);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void run() throws IOException {
        ImmutableList<FileEntry> entries = ImmutableList.copyOf(entries(source).getEntries());
        try {
            Cache cache = Cache.withDirectory(folder.path());
            if (cache.retrieve(entries).isEmpty()) {
                cache.writeUncompressedLayer(new ReproducibleLayerBuilder(entries).build(), entries);
            }
        } catch (CacheDirectoryCreationException | CacheCorruptedException e) {
            throw new IOException("Building " + source + " with Jib", e);
        }
    }

    @Override
    public void reset() throws IOException {
        if (!keepsCache) {
            folder.close();
            folder = Scratch.in(parent);
        }
    }

    static FileEntriesLayer entries(Path source) throws IOException {
        return FileEntriesLayer.builder()
                .addEntryRecursive(source, AbsoluteUnixPath.get("/fixture"))
                .build();
    }
}
