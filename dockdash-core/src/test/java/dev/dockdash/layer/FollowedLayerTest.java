package dev.dockdash.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dockdash.cache.BlobCache;
import dev.dockdash.cache.GrowingBlob;
import dev.dockdash.image.Image;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Layers whose blobs somebody follows while they are written. */
class FollowedLayerTest {

    @TempDir
    Path temp;

    private final List<GrowingBlob> followed = new ArrayList<>();

    private LayerBuilder layer() {
        return Layer.builder(BlobCache.at(temp.resolve("cache")));
    }

    @Test
    void aLayerThatIsWrittenIsFollowed() throws IOException {
        Layer layer = layer().data("/opt/app/a", "x").build(followed::add);
        assertThat(followed).hasSize(1);
        assertThat(followed.get(0).completed().orElseThrow().digest()).isEqualTo(layer.digest());
        try (InputStream in = followed.get(0).open()) {
            assertThat(in.readAllBytes()).hasSize((int) layer.size());
        }
    }

    @Test
    void aLayerOfTheCacheIsNot() throws IOException {
        layer().data("/a", "x").build();
        layer().data("/a", "x").build(followed::add);
        assertThat(followed).isEmpty();
    }

    @Test
    void aLayerThatIsFittedToItsBaseIsFollowedOnce() throws IOException {
        Layer layer = layer().data("/opt/app/a", "x").build(followed::add);
        Layer below = layer().emptyDirectory("/opt", EntryAttributes.DEFAULT.owner(7, 7))
                .build();
        Image base = Image.scratch().layer(below).build();
        Image image = Image.from(base).layer(layer).build();
        assertThat(image.layers().get(1).digest()).isNotEqualTo(layer.digest());
        assertThat(followed).hasSize(1);
    }

    @Test
    void whoFollowsLearnsThatTheBuildFailed() throws IOException {
        Path file = Files.writeString(temp.resolve("f"), "x");
        assertThatThrownBy(() -> layer().file(file, "/f").build(blob -> {
                    followed.add(blob);
                    delete(file);
                }))
                .isInstanceOf(IOException.class);
        assertThatThrownBy(() -> followed.get(0).open()).hasMessageContaining("given up");
    }

    private static void delete(Path file) {
        try {
            Files.delete(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
