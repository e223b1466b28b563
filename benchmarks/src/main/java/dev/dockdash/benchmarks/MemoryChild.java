package dev.dockdash.benchmarks;

import dev.dockdash.cache.BlobCache;
import dev.dockdash.image.Image;
import dev.dockdash.layer.Layer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Path;

/** Builds a layer, reads it back whole, and merges it into a file system; run in a JVM with little memory. */
final class MemoryChild {

    private static final double NANOS = 1e9;

    private MemoryChild() {}

    /**
     * Prints the seconds of the build, those of reading it back, and the peak of the heap in bytes.
     *
     * @param args the folder with the sources, and one for the cache
     */
    public static void main(String[] args) throws IOException {
        long start = System.nanoTime();
        Layer layer = Layer.builder(BlobCache.at(Path.of(args[1])))
                .directory(Path.of(args[0]), "/fixture")
                .build();
        long built = System.nanoTime();
        try (InputStream tar = layer.openTar()) {
            tar.transferTo(OutputStream.nullOutputStream());
        }
        long files = Image.scratch().layer(layer).build().filesystem().entries().count();
        long read = System.nanoTime();
        if (files == 0) {
            throw new IOException("Reading " + layer + " back: expected files but found none");
        }
        System.out.println((built - start) / NANOS + " " + (read - built) / NANOS + " " + peakHeap());
    }

    /** The pools peak at different times, so their sum may be more than there ever was. */
    private static long peakHeap() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .map(MemoryPoolMXBean::getPeakUsage)
                .mapToLong(usage -> usage == null ? 0 : usage.getUsed())
                .sum();
    }
}
