package dev.dockdash.benchmarks;

import dev.dockdash.testregistry.EmbeddedRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Pushes an image to the embedded registry and pulls it, both ends in this JVM, which has little memory. */
final class RegistryMemoryChild {

    private static final String REPOSITORY = "memory";
    private static final double NANOS = 1e9;

    private RegistryMemoryChild() {}

    /**
     * Prints the seconds of the push, those of the pull, and the peak of its memory in bytes.
     *
     * @param args the folder with the sources, the cache that has their layer, and an empty folder
     */
    public static void main(String[] args) throws IOException {
        ReadyImage ready = ReadyImage.of(Path.of(args[0]), Path.of(args[1]));
        Path folder = Path.of(args[2]);
        try (EmbeddedRegistry registry =
                EmbeddedRegistry.builder().directory(folder).start()) {
            OwnClient client = new OwnClient(ready, registry.hostAndPort());
            long start = System.nanoTime();
            client.push(REPOSITORY);
            long pushed = System.nanoTime();
            client.pull(REPOSITORY, Files.createDirectory(folder.resolve("pulled")));
            long pulled = System.nanoTime();
            System.out.println(
                    (pushed - start) / NANOS + " " + (pulled - pushed) / NANOS + " " + MemoryChild.peakResident());
        }
    }
}
