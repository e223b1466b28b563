package dev.dockdash.assertj;

import static dev.dockdash.assertj.DockdashAssertions.assertThat;
import static dev.dockdash.assertj.DockdashAssertions.assertThatThrownBy;

import dev.dockdash.image.Image;
import java.io.IOException;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ImageBudgetAssertTest {

    private Image base;
    private Image image;

    @BeforeEach
    void build() throws IOException {
        base = TestImages.image(new TestTar()
                .file("etc/motd", "x".repeat(100))
                .file("opt/tool", "x".repeat(200))
                .hardLink("opt/link", "opt/tool")
                .file("kept", "x".repeat(700)));
        image = TestImages.on(
                base,
                new TestTar()
                        .file("etc/.wh.motd", "")
                        .file("opt/.wh.tool", "")
                        .file("app", "x".repeat(300))
                        .file("app", "x".repeat(400)));
    }

    @Test
    void compressedSize() {
        long all = image.layers().get(0).size() + image.layers().get(1).size();
        assertThat(image).hasCompressedSizeLessThan("1MB");
        assertThat(image).countingOnlyLayersAbove(base).hasCompressedSizeLessThan("7kB");
        fails(
                i -> i.hasCompressedSizeLessThan("1kB"),
                "compressed size to be less than: 1kB\n  actual: "
                        + ByteSize.show(all) + "\n  layers: "
                        + ByteSize.show(image.layers().get(0).size())
                        + " layer 0 (dockdash)\n          "
                        + ByteSize.show(image.layers().get(1).size()) + " layer 1 (dockdash)");
    }

    @Test
    void unpackedSize() {
        assertThat(image).hasUnpackedSizeLessThan("1701B");
        assertThat(image).ignoringPaths("/kept").hasUnpackedSizeLessThan("1001");
        assertThat(image).countingOnlyLayersAbove(base).hasUnpackedSizeLessThan("701");
        fails(i -> i.hasUnpackedSizeLessThan("1.7kB"), """
                unpacked size to be less than: 1.7kB
                  actual: 1700 bytes (1.7 kB)""");
    }

    @Test
    void numberOfLayers() {
        assertThat(image).hasAtMostLayers(2).countingOnlyLayersAbove(base).hasAtMostLayers(1);
        fails(
                i -> i.countingOnlyLayersAbove(base).hasAtMostLayers(0),
                "at most 0 layers\n  actual: 1\n  layers: "
                        + ByteSize.show(image.layers().get(1).size()) + " layer 1 (dockdash)");
    }

    @Test
    void waste() {
        assertThat(image).wastesLessThan("401B").ignoringPaths("/app").wastesLessThan("101");
        assertThat(image).countingOnlyLayersAbove(base).wastesLessThan("301");
        fails(i -> i.wastesLessThan("400B"), """
                wasted bytes to be less than: 400B
                  actual: 400 bytes
                  wasted: 300 /app, layer 1 (dockdash)
                          100 /etc/motd, layer 0 (dockdash)""");
    }

    @Test
    void efficiency() throws IOException {
        assertThat(image).hasEfficiencyOver(0.76);
        assertThat(WebImage.bare()).hasEfficiencyOver(0.99);
        fails(i -> i.hasEfficiencyOver(0.77), """
                efficiency to be over: 0.77
                  actual:   0.7647
                  unpacked: 1700 bytes (1.7 kB)
                  wasted:   300 /app, layer 1 (dockdash)
                            100 /etc/motd, layer 0 (dockdash)""");
        assertThatThrownBy(() -> assertThat(image).hasEfficiencyOver(95))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Invalid efficiency 95.0: expected a number from 0 to 1");
    }

    @Test
    void otherBaseIsAMistakeOfTheTest() {
        assertThatThrownBy(() -> assertThat(base).countingOnlyLayersAbove(image).hasAtMostLayers(1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Invalid base " + image + ": the image " + base + " is not built on it");
    }

    private void fails(Consumer<ImageAssert> check, String message) {
        assertThatThrownBy(() -> check.accept(assertThat(image)))
                .isInstanceOf(AssertionError.class)
                .hasMessage(TestImages.header(image) + "Expecting " + message);
    }
}
