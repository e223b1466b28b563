package dev.dockdash.benchmarks;

import dev.dockdash.Dockdash;
import dev.dockdash.image.Image;
import dev.dockdash.registry.RegistryClient;
import dev.dockdash.testregistry.EmbeddedRegistry;
import java.io.IOException;
import java.util.Locale;

/** Does in a fresh JVM, one after another, what the first class with an image needs. */
final class FirstStepsChild {

    private static final double NANOS = 1e9;
    private static final int KIBIBYTE = 1024;

    private FirstStepsChild() {}

    /** Prints a line for each step: the seconds, the classes that it loaded with the milliseconds of that, and what it was. */
    public static void main(String[] args) throws IOException {
        Step step = new Step();
        EmbeddedRegistry registry = EmbeddedRegistry.start();
        step.print("start the server");
        RegistryClient client = RegistryClient.create();
        Dockdash dockdash = Dockdash.builder().client(client).build();
        step.print("make the HTTP client");
        Image image = Image.scratch()
                .layer(dockdash.layer().data("/data", new byte[KIBIBYTE]).build())
                .build();
        step.print("build the image");
        dockdash.push(image, registry.hostAndPort() + "/small:1");
        step.print("push it");
        registry.close();
        step.print("stop the server");
        System.exit(0);
    }

    private static final class Step {

        private ClassLoading loaded = ClassLoading.now();
        private long start = System.nanoTime();

        void print(String what) {
            double seconds = (System.nanoTime() - start) / NANOS;
            ClassLoading now = ClassLoading.now();
            System.out.println(String.format(Locale.ROOT, "%.6f %s %s", seconds, now.since(loaded), what));
            loaded = now;
            start = System.nanoTime();
        }
    }
}
