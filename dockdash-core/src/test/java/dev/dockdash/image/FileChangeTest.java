package dev.dockdash.image;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dockdash.layer.Layer;
import dev.dockdash.layer.RawTar;
import dev.dockdash.oci.Descriptor;
import dev.dockdash.oci.Digest;
import dev.dockdash.oci.ImageConfig;
import dev.dockdash.oci.ImageManifest;
import dev.dockdash.oci.MediaType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileChangeTest {

    private ImageFilesystem image(String history) throws IOException {
        ImageManifest none =
                ImageManifest.of(Descriptor.of(MediaType.OCI_CONFIG, Digest.of(new byte[0]), 0), List.of(), Map.of());
        List<Layer> layers = List.of(
                new RawTar().file("etc/a", "1").file("etc/b", "1").layer(),
                new RawTar().file("etc/a", "2").whiteout("etc/.wh.b").layer(),
                new RawTar().whiteout(".wh.etc").layer());
        String ids = layers.stream().map(layer -> "\"" + layer.diffId() + "\"").collect(Collectors.joining(","));
        ImageConfig config = ImageConfig.parse(("{\"os\":\"linux\",\"architecture\":\"amd64\",\"rootfs\":"
                        + "{\"type\":\"layers\",\"diff_ids\":[" + ids + "]},\"history\":[" + history + "]}")
                .getBytes(StandardCharsets.UTF_8));
        ImageManifest manifest = none.derive(
                config.descriptor(MediaType.OCI_CONFIG),
                layers.stream().map(Layer::descriptor).toList(),
                Map.of());
        return Image.of(manifest, config, layers).filesystem();
    }

    @Test
    void nameLayerAndHistory() throws IOException {
        ImageFilesystem files = image("{\"created_by\":\"ADD a\"},{\"created_by\":\"ENV\",\"empty_layer\":true},"
                + "{\"created_by\":\"RUN b\"},{\"created_by\":\"RUN rm\"}");
        assertThat(files.changes("/etc/a"))
                .extracting(FileChange::toString)
                .containsExactly(
                        "added by layer 0 (ADD a)", "changed by layer 1 (RUN b)", "deleted by layer 2 (RUN rm)");
        assertThat(files.changes("etc/b"))
                .extracting(FileChange::kind)
                .containsExactly(FileChange.Kind.ADDED, FileChange.Kind.DELETED);
        assertThat(files.exists("/etc")).isFalse();
        assertThat(files.changes("/etc")).hasSize(2);
        assertThat(files.changes("/etc/none")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{\"created_by\":\"one\"}"})
    void areToldWithoutAHistoryThatDoesNotFit(String history) throws IOException {
        assertThat(image(history).changes("/etc/a"))
                .extracting(FileChange::toString)
                .containsExactly("added by layer 0", "changed by layer 1", "deleted by layer 2");
    }
}
