package dev.dockdash.benchmarks;

import static dev.dockdash.assertj.DockdashAssertions.assertThat;

import dev.dockdash.cache.BlobCache;
import dev.dockdash.image.Image;
import dev.dockdash.layer.EntryAttributes;
import dev.dockdash.layer.Layer;
import dev.dockdash.layer.LayerBuilder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Asserts many things on an image whose layers are indexed. */
final class AssertionsRun {

    static final int ASSERTIONS = 1_000;
    static final String NAME = ASSERTIONS + " mixed assertions on an indexed image, each";

    private static final double NANOS = 1e9;
    private static final int FILES = 2_000;
    private static final int WARM_UPS = 5;

    private static final List<Consumer<Image>> KINDS = List.of(
            image -> assertThat(image).config().hasUser("1000"),
            image -> assertThat(image)
                    .config(config -> config.hasEntrypoint("/app/serve").hasEnv("LANG", "C.UTF-8")),
            image -> assertThat(image).config().exposesOnlyPorts("8080/tcp"),
            image -> assertThat(image).hasLayerCount(2),
            image -> assertThat(image).manifest().hasLayerCount(2),
            image -> assertThat(image).layer(0).hasDigest(image.layers().get(0).digest()),
            image -> assertThat(image).file("/app/serve").hasMode(0755).isOwnedBy(0, 0),
            image -> assertThat(image).file("/app/data/file1234").isRegularFile(),
            image -> assertThat(image).filesystem().contains("/app/data").doesNotContain("/bin/sh"),
            image -> assertThat(image).entrypointExists());

    private AssertionsRun() {}

    /** Measures assertions, and the report that a failed one writes. */
    static void measure(Effort effort, Path folder, Measurement.Progress progress) throws IOException {
        progress.at("assertions");
        try (Scratch scratch = Scratch.in(folder)) {
            Samples assertions = run(scratch.path());
            progress.at(ImagePage.NAME);
            ImagePage page = ImagePage.measure(effort, Fixture.MANY.in(folder), scratch.path());
            progress.found(new AssertionsReport(assertions, page));
        }
    }

    /** Returns what each assertion took. */
    static Samples run(Path scratch) throws IOException {
        Image image = image(BlobCache.at(scratch.resolve("cache")));
        for (int i = 0; i < WARM_UPS; i++) {
            round(image);
        }
        return new Samples(round(image));
    }

    private static List<Double> round(Image image) {
        List<Double> seconds = new ArrayList<>();
        for (int i = 0; i < ASSERTIONS; i++) {
            Consumer<Image> assertion = KINDS.get(i % KINDS.size());
            long start = System.nanoTime();
            assertion.accept(image);
            seconds.add((System.nanoTime() - start) / NANOS);
        }
        return seconds;
    }

    private static Image image(BlobCache cache) throws IOException {
        Layer program = Layer.builder(cache)
                .data("/app/serve", new byte[] {'#', '!'}, EntryAttributes.DEFAULT.mode(0755))
                .build();
        LayerBuilder files = Layer.builder(cache);
        for (int i = 0; i < FILES; i++) {
            files.data("/app/data/file" + i, "file " + i);
        }
        return Image.scratch()
                .layer(program)
                .layer(files.build())
                .entrypoint("/app/serve")
                .env("LANG", "C.UTF-8")
                .user("1000")
                .exposedPort("8080/tcp")
                .build();
    }
}
