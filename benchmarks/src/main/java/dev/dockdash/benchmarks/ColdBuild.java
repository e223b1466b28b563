package dev.dockdash.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import dev.dockdash.cache.BlobCache;
import dev.dockdash.layer.Compression;
import dev.dockdash.layer.Layer;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Our build with an empty cache: the cache's folders are made, everything is read, compressed, hashed and written. */
final class ColdBuild implements Contender {

    private static final OperatingSystemMXBean PROCESS =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    private static final double NANOS = 1e9;

    /** What the tables call the build with zstd. */
    static final String ZSTD_NAME = name(Compression.ZSTD);

    private final Path source;
    private final Path parent;
    private final Compression compression;
    private final List<Double> processorSeconds = new ArrayList<>();
    private Scratch folder;
    private long size;

    ColdBuild(Path source, Path parent, Compression compression) throws IOException {
        this.source = source;
        this.parent = parent;
        this.compression = compression;
        this.folder = Scratch.in(parent);
    }

    @Override
    public String name() {
        return name(compression);
    }

    @Override
    public void run() throws IOException {
        long start = PROCESS.getProcessCpuTime();
        size = Layer.builder(BlobCache.at(folder.path()))
                .directory(source, "/fixture")
                .compression(compression)
                .build()
                .size();
        processorSeconds.add((PROCESS.getProcessCpuTime() - start) / NANOS);
    }

    @Override
    public void reset() throws IOException {
        folder.close();
        folder = Scratch.in(parent);
    }

    private static String name(Compression compression) {
        return "dockdash, " + compression.name().toLowerCase(Locale.ROOT);
    }

    /** Returns the length of the blob that was built last, in bytes. */
    long size() {
        return size;
    }

    /** Returns what this process took of its processors in each of the last runs: the wall time if all were busy. */
    Samples processorTimePerCore(int last) {
        int cores = Runtime.getRuntime().availableProcessors();
        return new Samples(processorSeconds.subList(processorSeconds.size() - last, processorSeconds.size()).stream()
                .map(seconds -> seconds / cores)
                .toList());
    }
}
