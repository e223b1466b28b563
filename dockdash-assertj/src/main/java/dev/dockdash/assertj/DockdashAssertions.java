package dev.dockdash.assertj;

import dev.dockdash.archive.ImageSource;
import dev.dockdash.image.Image;
import dev.dockdash.image.ImageFilesystem;
import dev.dockdash.image.ImageHandle;
import dev.dockdash.image.MultiPlatformImage;
import dev.dockdash.layer.Layer;
import dev.dockdash.layer.LayerEntry;
import dev.dockdash.oci.Descriptor;
import dev.dockdash.oci.ImageConfig;
import dev.dockdash.oci.ImageIndex;
import dev.dockdash.oci.ImageManifest;
import dev.dockdash.oci.Platform;
import dev.dockdash.testregistry.RegistryHandle;
import org.assertj.core.api.Assertions;
import org.jspecify.annotations.Nullable;

/**
 * The entry point to assertions on images.
 *
 * <p>It has all that AssertJ's {@link Assertions} has, so that one import is enough; importing both works as well.
 *
 * <pre>{@code
 * import static dev.dockdash.assertj.DockdashAssertions.assertThat;
 *
 * assertThat(image)
 *     .config(c -> c.hasEntrypoint("/app/serve").hasUser("1000").exposesOnlyPorts("8080/tcp"))
 *     .file("/app/serve").hasMode(0755).isOwnedBy(0, 0).content().contains("#!/bin/sh");
 * }</pre>
 *
 * <p>A check fails with an {@link AssertionError}. What cannot be read, such as a layer whose bytes are not those of its
 * digest, is neither a pass nor a failed check: it ends in an {@link java.io.UncheckedIOException}.
 */
@CheckReturnValue
public class DockdashAssertions extends Assertions {

    private static final Reporter THROWING = new Reporter.Throwing();

    /** For those who collect entry points in a class of their own. */
    protected DockdashAssertions() {}

    /** Starts assertions on an image, whose reference stands in the messages. */
    public static ImageAssert assertThat(@Nullable ImageHandle actual) {
        return new ImageAssert(actual, THROWING);
    }

    /** Starts assertions on an image. */
    public static ImageAssert assertThat(@Nullable Image actual) {
        return new ImageAssert(actual, THROWING);
    }

    /**
     * Loads the image of a source and starts assertions on it; the source stands in the messages.
     *
     * <pre>{@code
     * assertThat(ImageSource.of(Path.of("target/jib-image.tar"))).isValid().hasNoSecrets();
     * }</pre>
     *
     * @throws java.io.UncheckedIOException if it cannot be loaded, or has not exactly one image of the chosen tag and
     *     platform
     */
    public static ImageAssert assertThat(@Nullable ImageSource actual) {
        return new ImageAssert(LoadedImage.of(actual), THROWING);
    }

    /** Starts assertions on a manifest. */
    public static ImageManifestAssert assertThat(@Nullable ImageManifest actual) {
        return new ImageManifestAssert(actual, THROWING);
    }

    /** Starts assertions on an index. */
    public static ImageIndexAssert assertThat(@Nullable ImageIndex actual) {
        return new ImageIndexAssert(actual, THROWING);
    }

    /** Starts assertions on a descriptor. */
    public static DescriptorAssert assertThat(@Nullable Descriptor actual) {
        return new DescriptorAssert(actual, THROWING);
    }

    /** Starts assertions on an entry of a layer. */
    public static LayerEntryAssert assertThat(@Nullable LayerEntry actual) {
        return new LayerEntryAssert(actual, THROWING);
    }

    /** Starts assertions on a config. */
    public static ImageConfigAssert assertThat(@Nullable ImageConfig actual) {
        return new ImageConfigAssert(actual, THROWING);
    }

    /** Starts assertions on a layer. */
    public static LayerAssert assertThat(@Nullable Layer actual) {
        return new LayerAssert(actual, THROWING);
    }

    /** Starts assertions on a merged filesystem. */
    public static ImageFilesystemAssert assertThat(@Nullable ImageFilesystem actual) {
        return new ImageFilesystemAssert(actual, THROWING);
    }

    /** Starts assertions on images for several platforms. */
    public static MultiPlatformImageAssert assertThat(@Nullable MultiPlatformImage actual) {
        return new MultiPlatformImageAssert(actual, THROWING);
    }

    /** Starts assertions on a registry: what it was asked and what it holds. */
    public static RegistryAssert assertThat(@Nullable RegistryHandle actual) {
        return new RegistryAssert(actual, THROWING);
    }

    /**
     * Pulls the image for linux/amd64, or for the platform that {@code dockdash.platform} chooses, and starts assertions on
     * it.
     *
     * @param reference where it is, such as {@code localhost:5000/web:1}
     * @throws java.io.UncheckedIOException if it cannot be pulled
     * @throws IllegalArgumentException if the text is not a reference
     */
    public static ImageAssert assertThatImage(String reference) {
        return assertThat(PulledImage.of(reference, dockdash -> dockdash.pull(reference)));
    }

    /**
     * Pulls the image for a platform and starts assertions on it.
     *
     * @param reference where it is, such as {@code localhost:5000/web:1}
     * @param platform which it is for, such as {@code linux/arm64}
     * @throws java.io.UncheckedIOException if it cannot be pulled, or its index has none for the platform
     * @throws IllegalArgumentException if a text is not a reference or a platform, or the image is for another platform
     */
    public static ImageAssert assertThatImage(String reference, String platform) {
        Platform wanted = Platform.parse(platform);
        return assertThat(PulledImage.of(reference, dockdash -> dockdash.pull(reference, wanted))
                .requireFor(wanted));
    }
}
