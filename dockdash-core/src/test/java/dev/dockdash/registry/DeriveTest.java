package dev.dockdash.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dockdash.image.Image;
import dev.dockdash.layer.Layer;
import dev.dockdash.layer.LayerEntry;
import dev.dockdash.oci.ImageIndex;
import dev.dockdash.oci.ImageReference;
import dev.dockdash.oci.Platform;
import dev.dockdash.registry.ScriptedServer.Answer;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeriveTest extends ForwardingTest {

    private static final Platform ARM64 = Platform.of("linux", "arm64");
    private static final Platform S390X = Platform.of("linux", "s390x");

    private final RegistryClient client = builder().build();

    @BeforeEach
    void pushBase() throws IOException {
        List<Image> images = List.of(image("a", "b"), image(ARM64, "a", "c"), image(S390X, "d"));
        ImageIndex index = ImageIndex.of(
                images.stream()
                        .map(image -> image.manifest()
                                .descriptor()
                                .withPlatform(image.config().platform()))
                        .toList(),
                Map.of());
        client.push(index, images, reference("base:1"));
    }

    private Derivation derivation() throws IOException {
        Layer layer = Layer.builder(cache("build")).data("/tmp/x", "x").build();
        return Derivation.forPlatforms(ARM64, Platform.LINUX_AMD64)
                .layer(layer)
                .config(builder -> builder.env("A", "1"))
                .config(builder -> builder.user("1000"));
    }

    @Test
    void everyAskedPlatformGetsTheLayerAndTheChangesWithoutMovingTheBase() throws IOException {
        PushSummary summary = client.derive(reference("base:1"), derivation(), reference("app:1"));
        assertThat(summary.mounted().blobs()).isEqualTo(3);
        assertThat(summary.sent().blobs()).isEqualTo(3);
        assertThat(server.asked("GET", "/v2/base/blobs/.*")).hasSize(2);
        ImageIndex index = client.index(direct("app:1"));
        assertThat(index.platforms()).containsExactly(ARM64, Platform.LINUX_AMD64);
        Image arm64 = client.pull(direct("app:1"), ARM64);
        assertThat(arm64.config().env()).containsEntry("A", "1");
        assertThat(arm64.config().user()).contains("1000");
        assertThat(arm64.filesystem().readAllBytes("/tmp/x")).asString().isEqualTo("x");
        assertThat(arm64.filesystem().readAllBytes("/c")).hasSize(10_000);
    }

    @Test
    void directoriesThatNobodyNamedAreLeftToTheBase() throws IOException {
        client.derive(reference("base:1"), derivation(), reference("app:1"));
        List<Layer> layers = client.pull(direct("app:1"), ARM64).layers();
        assertThat(layers.get(layers.size() - 1).entries())
                .extracting(LayerEntry::path)
                .hasSize(1)
                .allMatch(path -> path.endsWith("tmp/x"));
    }

    @Test
    void aRepeatMovesNothing() throws IOException {
        PushSummary first = client.derive(reference("base:1"), derivation(), reference("app:1"));
        int posts = server.asked("POST", ".*").size();
        PushSummary second = client.derive(reference("base:1"), derivation(), reference("app:1"));
        assertThat(second.digest()).isEqualTo(first.digest());
        assertThat(second.found().blobs()).isEqualTo(6);
        assertThat(server.asked("POST", ".*")).hasSize(posts);
    }

    @ParameterizedTest
    @ValueSource(ints = {202, 403})
    void aRefusedMountIsAnErrorThatSaysSo(int status) {
        server.on(
                "POST",
                "/v2/app/blobs/uploads/",
                (asked, number) -> asked.query().startsWith("mount=")
                        ? Answer.of(status).header("Location", "/v2/app/blobs/uploads/unwanted")
                        : ScriptedServer.FORWARD);
        assertThatThrownBy(() -> client.derive(reference("base:1"), derivation(), reference("app:1")))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("Mounting the blob sha256:")
                .hasMessageContaining("base layers are not to be moved")
                .hasMessageContaining("the registry answered " + status);
        assertThat(server.asked("PUT", ".*/manifests/.*"))
                .noneMatch(asked -> asked.path().contains("/app/"));
    }

    @Test
    void otherRegistriesAndPlatformsAreErrors() {
        assertThatThrownBy(() -> client.derive(direct("base:1"), derivation(), reference("app:1")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("different registries");
        ImageReference base = reference("base:1");
        Derivation other = Derivation.forPlatforms(Platform.of("linux", "riscv64"));
        assertThatThrownBy(() -> client.derive(base, other, reference("app:1")))
                .hasMessageContaining("only [linux/amd64, linux/arm64, linux/s390x]");
        assertThatThrownBy(() -> Derivation.forPlatforms(ARM64, ARM64)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aBaseThatIsNoIndexMustBeForThePlatform() throws IOException {
        client.push(image("a"), reference("single:1"));
        assertThatThrownBy(
                        () -> client.derive(reference("single:1"), Derivation.forPlatforms(ARM64), reference("app:1")))
                .hasMessageContaining("the image is for linux/amd64");
        client.derive(reference("single:1"), Derivation.forPlatforms(Platform.LINUX_AMD64), reference("app:1"));
        assertThat(client.index(direct("app:1")).platforms()).containsExactly(Platform.LINUX_AMD64);
    }
}
