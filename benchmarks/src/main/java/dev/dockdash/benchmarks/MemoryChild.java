package dev.dockdash.benchmarks;

import dev.dockdash.cache.BlobCache;
import dev.dockdash.image.Image;
import dev.dockdash.layer.Layer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Builds a layer, reads it back whole, and merges it into a file system; run in a JVM with little memory. */
final class MemoryChild {

    private static final Path STATUS = Path.of("/proc/self/status");
    private static final int KIBI = 1 << 10;
    private static final double NANOS = 1e9;

    private MemoryChild() {}

    /**
     * Prints the seconds of the build, those of reading it back, and the peak of its memory in bytes.
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
        System.out.println((built - start) / NANOS + " " + (read - built) / NANOS + " " + peakResident());
    }

    /** The most memory that this process ever had, heap and all else; 0 where the system does not say. */
    static long peakResident() throws IOException {
        if (Files.notExists(STATUS)) {
            return 0;
        }
        return Files.readAllLines(STATUS).stream()
                .filter(line -> line.startsWith("VmHWM:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * KIBI)
                .sum();
    }
}
