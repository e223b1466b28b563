package dev.dockdash.benchmarks;

import dev.dockdash.layer.Compression;
import java.io.IOException;
import java.nio.file.Path;

/** Builds a layer, with ours or with Jib's layer step; run in a JVM that does nothing else. */
final class BuildChild {

    private static final double NANOS = 1e9;

    private BuildChild() {}

    /**
     * Prints the seconds of the build, 0 for those of reading it, and the peak of its memory in bytes.
     *
     * @param args the name of the contender, the folder with the sources and an empty one
     */
    public static void main(String[] args) throws IOException {
        Path source = Path.of(args[1]);
        Path folder = Path.of(args[2]);
        Contender contender = args[0].equals(JibLayer.NAME)
                ? new JibLayer(source, folder, false)
                : new ColdBuild(source, folder, Compression.ZSTD);
        long start = System.nanoTime();
        contender.run();
        System.out.println((System.nanoTime() - start) / NANOS + " 0 " + MemoryChild.peakResident());
    }
}
