package dev.dockdash.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.dockdash.cache.BlobCache;
import dev.dockdash.layer.Layer;
import dev.dockdash.oci.MediaType;
import dev.dockdash.oci.Platform;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MultiPlatformImageTest {

    private static final Platform AMD64 = Platform.LINUX_AMD64;
    private static final Platform ARM64 = Platform.parse("linux/arm64");
    private static final Platform ARM64_V8 = Platform.parse("linux/arm64/v8");
    private static final Platform ARM_V7 = Platform.parse("linux/arm/v7");

    @TempDir
    Path temp;

    private static Image image(Platform platform) throws IOException {
        return Image.scratch().platform(platform).build();
    }

    private static Platform windows(String version) {
        return new Platform("windows", "amd64", Optional.empty(), Optional.of(version), List.of());
    }

    @Test
    void theIndexHasExactlyThePlatformsInTheirOrder() throws IOException {
        Image arm = image(ARM_V7);
        Image amd = image(AMD64);
        MultiPlatformImage both = MultiPlatformImage.of(arm, amd);

        assertThat(both.images()).containsExactly(arm, amd);
        assertThat(both.index().platforms()).containsExactly(ARM_V7, AMD64);
        assertThat(both.digest()).isEqualTo(both.index().digest());
        JsonNode json = new ObjectMapper().readTree(both.index().toBytes());
        assertThat(json.get("mediaType").textValue()).isEqualTo(MediaType.OCI_INDEX.value());
        assertThat(json.at("/manifests/0"))
                .hasToString("{\"mediaType\":\"" + MediaType.OCI_MANIFEST + "\",\"digest\":\"" + arm.digest()
                        + "\",\"size\":" + arm.manifest().toBytes().length
                        + ",\"platform\":{\"architecture\":\"arm\",\"os\":\"linux\",\"variant\":\"v7\"}}");
    }

    @Test
    void oneFunctionBuildsAllAndTheySharePlainLayers() throws IOException {
        Layer app = Layer.builder(BlobCache.at(temp)).data("/app", "x").build();
        MultiPlatformImage all = MultiPlatformImage.build(
                List.of(ARM64, AMD64),
                platform -> Image.scratch().platform(platform).layer(app).build());

        assertThat(all.index().platforms()).containsExactly(ARM64, AMD64);
        assertThat(all.images()).allSatisfy(image -> assertThat(image.layers()).containsExactly(app));
    }

    @Test
    void findsTheExactPlatformBeforeOneThatRunsThere() throws IOException {
        Image old = image(windows("10.0.17763.1"));
        Image current = image(windows("10.0.20348.1"));
        MultiPlatformImage windows = MultiPlatformImage.of(old, current, image(ARM64_V8));

        assertThat(windows.image(windows("10.0.20348.1"))).contains(current);
        assertThat(windows.image(Platform.parse("windows/amd64"))).contains(old);
        assertThat(windows.image(ARM64).map(Image::config).map(config -> config.platform()))
                .contains(ARM64_V8);
        assertThat(windows.image(AMD64)).isEmpty();
    }

    @Test
    void annotationsAreTheIndexesOwn() throws IOException {
        MultiPlatformImage plain = MultiPlatformImage.of(image(AMD64));
        MultiPlatformImage annotated =
                plain.annotation("a", "1").annotation("b", "2").annotation("a", "3");

        assertThat(annotated.index().annotations()).hasToString("{a=3, b=2}");
        assertThat(annotated.images()).isEqualTo(plain.images());
        assertThat(plain.index().annotations()).isEmpty();
        assertThat(annotated)
                .isNotEqualTo(plain)
                .isEqualTo(plain.annotation("a", "3").annotation("b", "2"));
    }

    @Test
    void refusesAPlatformThatIsThereTwice() throws IOException {
        List<Image> images = List.of(image(ARM64), image(AMD64), image(ARM64_V8));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MultiPlatformImage.of(images))
                .withMessage("An image for several platforms: expected each platform once, but linux/arm64,"
                        + " linux/arm64/v8 is there twice");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MultiPlatformImage.build(List.of(AMD64, AMD64), MultiPlatformImageTest::image))
                .withMessageContaining("linux/amd64 is there twice");
    }

    @Test
    void refusesNoImageAndOneForAnotherPlatform() {
        assertThatIllegalArgumentException()
                .isThrownBy(MultiPlatformImage::of)
                .withMessageContaining("expected at least one");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MultiPlatformImage.build(List.of(ARM64), platform -> image(AMD64)))
                .withMessage("Building for linux/arm64: got an image for linux/amd64; give the platform to its builder,"
                        + " or take a base for it");
    }
}
