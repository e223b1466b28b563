package dev.dockdash.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dockdash.image.Image;
import dev.dockdash.oci.Descriptor;
import dev.dockdash.oci.ImageIndex;
import dev.dockdash.oci.ImageReference;
import dev.dockdash.oci.Platform;
import dev.dockdash.testregistry.EmbeddedRegistry;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CopyTest extends ForwardingTest {

    private static final Platform ARM64 = Platform.of("linux", "arm64");

    private final RegistryClient client = builder().build();

    private ImageIndex pushIndex(Image... images) throws IOException {
        ImageIndex index = ImageIndex.of(
                Stream.of(images)
                        .map(image -> image.manifest()
                                .descriptor()
                                .withPlatform(image.config().platform()))
                        .toList(),
                Map.of("a", "b"));
        client.push(index, List.of(images), reference("app:1"));
        return index;
    }

    @Test
    void anIndexIsCopiedToAnotherRegistryWithAllItsImages() throws IOException {
        Image amd64 = image("a");
        Image arm64 = image(ARM64, "a", "b");
        ImageIndex index = pushIndex(amd64, arm64);
        try (EmbeddedRegistry other = EmbeddedRegistry.start()) {
            ImageReference target = ImageReference.parse(other.hostAndPort() + "/copy:2");
            PushSummary summary = client.copy(reference("app:1"), target);
            assertThat(summary.digest()).isEqualTo(index.digest());
            assertThat(summary.sent().blobs()).isEqualTo(4);
            assertThat(client.index(target)).isEqualTo(index);
            assertThat(client.pull(target, ARM64).filesystem().readAllBytes("/b"))
                    .isEqualTo(arm64.filesystem().readAllBytes("/b"));
            assertThat(client.copy(reference("app:1"), target).sent()).isEqualTo(BlobCount.NONE);
        }
    }

    @Test
    void whatAnIndexListsManyTimesIsFetchedOnce() throws IOException {
        Image image = image("a");
        Descriptor child = image.manifest().descriptor();
        ImageIndex index = ImageIndex.of(List.of(child, child, child), Map.of());
        client.push(index, List.of(image), reference("app:1"));
        try (EmbeddedRegistry other = EmbeddedRegistry.start()) {
            ImageReference target = ImageReference.parse(other.hostAndPort() + "/copy:2");
            client.copy(reference("app:1"), target);
            assertThat(client.index(target)).isEqualTo(index);
        }
        assertThat(server.asked("GET", ".*/manifests/" + image.digest())).hasSize(1);
    }

    @Test
    void withinARegistryNothingIsMoved() throws IOException {
        Image image = image("a", "b");
        client.push(image, reference("app:1"));
        PushSummary summary = client.copy(reference("app:1"), reference("copy:1"));
        assertThat(summary.mounted().blobs()).isEqualTo(3);
        assertThat(summary.sent()).isEqualTo(BlobCount.NONE);
        assertThat(server.asked("GET", ".*/blobs/.*")).isEmpty();
        assertThat(client.pull(direct("copy:1"), Platform.LINUX_AMD64)).isEqualTo(image);
    }

    @Test
    void aNewTagInTheSameRepositoryNeedsOnlyTheManifest() throws IOException {
        client.push(image("a"), reference("app:1"));
        int before = server.asked("POST", ".*").size();
        client.copy(reference("app:1"), reference("app:2"));
        assertThat(server.asked("POST", ".*")).hasSize(before);
        assertThat(client.tags(reference("app"))).containsExactly("1", "2");
    }

    @Test
    void aDigestThatIsNotTheSourcesIsRefused() throws IOException {
        client.push(image("a"), reference("app:1"));
        ImageReference target = reference("copy@" + image("b").digest());
        assertThatThrownBy(() -> client.copy(reference("app:1"), target))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(image("a").digest().toString());
        assertThat(server.asked("POST", "/v2/copy/.*")).isEmpty();
    }

    @Test
    void aRefusedImageLeavesNoTag() throws IOException {
        pushIndex(image("a"), image(ARM64, "b"));
        server.on("PUT", "/v2/copy/manifests/sha256.*", ScriptedServer.Answer.of(400));
        assertThatThrownBy(() -> client.copy(reference("app:1"), reference("copy:1")))
                .isInstanceOf(RegistryException.class);
        assertThat(server.asked("PUT", "/v2/copy/manifests/1")).isEmpty();
    }
}
