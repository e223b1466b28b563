package dev.dockdash.assertj;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dockdash.image.Image;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LayerWorkTest {

    private static List<String> lines(Image image) throws IOException {
        List<String> lines = new ArrayList<>();
        LayerWork.of(image).forEach(path -> lines.add(path.mode() + " " + path.path() + " " + path.marks()));
        return lines;
    }

    @Test
    void deletedPathsStandAmongThoseThatAreThere() throws IOException {
        Image image = TestImages.image(
                new TestTar().directory("a", 0700).file("a/gone", "x").file("a/kept", "x"),
                new TestTar().file("a/.wh.gone", "").file("a/kept", "y"),
                new TestTar().file("b", ""));

        assertThat(lines(image))
                .containsExactly(
                        "drwx------ /a +0", "-rw-r--r-- /a/gone +0 -1", "-rw-r--r-- /a/kept +0 ~1", "-rw-r--r-- /b +2");
        assertThat(LayerWork.of(image).counts(3))
                .containsExactly(new LayerCounts(3, 0, 0), new LayerCounts(0, 1, 1), new LayerCounts(1, 0, 0));
    }

    @Test
    void directoriesOfDeletedPathsAreThereToo() throws IOException {
        Image image = TestImages.image(
                new TestTar().file("var/cache/apt/pkg", "x").symbolicLink("run", "var/cache"),
                new TestTar().file("var/.wh.cache", ""));

        assertThat(lines(image))
                .containsExactly(
                        "lrw-r--r-- /run +0",
                        "drwxr-xr-x /var +0",
                        "drwxr-xr-x /var/cache +0 -1",
                        "drwxr-xr-x /var/cache/apt +0 -1",
                        "-rw-r--r-- /var/cache/apt/pkg +0 -1");
    }

    @Test
    void opaqueDirectoryDeletesWhatLayBelow() throws IOException {
        Image image = TestImages.image(
                new TestTar().file("d/old", "x"),
                new TestTar().file("d/.wh..wh..opq", "").file("d/new", "x"));

        assertThat(lines(image)).containsExactly("drwxr-xr-x /d +0", "-rw-r--r-- /d/new +1", "-rw-r--r-- /d/old +0 -1");
    }
}
