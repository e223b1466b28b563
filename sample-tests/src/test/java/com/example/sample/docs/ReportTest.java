package com.example.sample.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dockdash.Dockdash;
import dev.dockdash.archive.ImageSource;
import dev.dockdash.archive.OciArchive;
import dev.dockdash.assertj.ImageReport;
import dev.dockdash.image.Image;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The examples of docs/report.md. */
class ReportTest {

    @Test
    void writesPages(@TempDir Path target) throws IOException {
        Dockdash dockdash = Dockdash.create();
        Image base = Image.scratch()
                .layer(dockdash.layer().data("/etc/os-release", "ID=base\n").build())
                .build();
        Image image = Image.from(base)
                .layer(dockdash.layer().data("/app/version", "1\n").build())
                .build();
        OciArchive.write(image, target.resolve("jib-image.tar"));
        // tag::report[]
        ImageReport.of(image).writeTo(target.resolve("image.html"));
        ImageReport.of(ImageSource.of(target.resolve("jib-image.tar"))).writeTo(target.resolve("jib-image.html"));

        ImageReport.ofDifference(base, image).writeTo(target.resolve("difference.html"));
        // end::report[]
        assertThat(target.resolve("image.html")).content().contains("os-release");
        assertThat(target.resolve("jib-image.html")).content().contains("os-release");
        assertThat(target.resolve("difference.html")).content().contains("\"version\"");
    }
}
