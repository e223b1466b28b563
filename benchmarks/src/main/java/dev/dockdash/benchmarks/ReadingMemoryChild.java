package dev.dockdash.benchmarks;

import dev.dockdash.cache.BlobCache;
import dev.dockdash.image.Image;
import dev.dockdash.image.ImageFilesystem;
import dev.dockdash.layer.Layer;
import java.io.IOException;
import java.nio.file.Path;

/** Answers a question about a layer and extracts it; run in a JVM with little memory. */
final class ReadingMemoryChild {

    private static final double NANOS = 1e9;

    private ReadingMemoryChild() {}

    /**
     * Prints the seconds of the first question, those of the extraction, and the peak of its memory in bytes.
     *
     * @param args the folder with the sources, one for the cache, and one for what is extracted that is not there yet
     */
    public static void main(String[] args) throws IOException {
        Layer layer = Layer.builder(BlobCache.at(Path.of(args[1])))
                .directory(Path.of(args[0]), "/fixture")
                .build();
        long start = System.nanoTime();
        ImageFilesystem files = Image.scratch().layer(layer).build().filesystem();
        long count = files.entries().count();
        long asked = System.nanoTime();
        long extracted = files.extractTo(Path.of(args[2])).files();
        long done = System.nanoTime();
        if (extracted == 0 || extracted > count) {
            throw new IOException("Extracting " + layer + ": " + extracted + " files of " + count + " entries");
        }
        System.out.println((asked - start) / NANOS + " " + (done - asked) / NANOS + " " + MemoryChild.peakResident());
    }
}
