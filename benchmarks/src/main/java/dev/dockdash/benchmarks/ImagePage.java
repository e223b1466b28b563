package dev.dockdash.benchmarks;

import dev.dockdash.assertj.ImageReport;
import dev.dockdash.cache.BlobCache;
import dev.dockdash.image.Image;
import dev.dockdash.layer.Layer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;

/**
 * The report of an image with many files.
 *
 * @param samples what each writing of it took
 * @param bytes how large it is
 */
record ImagePage(Samples samples, long bytes) {

    static final String NAME = "report of " + Fixture.MANY.label();

    /** Writes the report again and again. */
    static ImagePage measure(Effort effort, Path source, Path scratch) throws IOException {
        Layer files = Layer.builder(BlobCache.at(scratch.resolve("cache")))
                .directory(source, "/")
                .build();
        ImageReport report = ImageReport.of(Image.scratch().layer(files).build());
        Writing writing = new Writing(report, scratch.resolve("image.html"));
        Map<String, Samples> samples =
                new Race().add(writing, effort.cold(Fixture.MANY)).run();
        return new ImagePage(Objects.requireNonNull(samples.get(NAME)), Files.size(writing.page()));
    }

    private record Writing(ImageReport report, Path page) implements Contender {

        @Override
        public String name() {
            return NAME;
        }

        @Override
        public void run() throws IOException {
            report.writeTo(page);
        }
    }
}
