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
import dev.dockdash.testregistry.RegistryHandle;
import org.assertj.core.api.SoftAssertionsProvider;
import org.jspecify.annotations.Nullable;

/**
 * Soft assertions on images, to be mixed into soft assertions of your own; {@link DockdashSoftAssertions} is ready made.
 *
 * <pre>{@code
 * class MySoftAssertions extends AbstractSoftAssertions
 *     implements StandardSoftAssertionsProvider, DockdashSoftAssertionsProvider, MyProvider {}
 * }</pre>
 */
@CheckReturnValue
public interface DockdashSoftAssertionsProvider extends SoftAssertionsProvider {

    /** Starts soft assertions on an image, whose reference stands in the messages. */
    default ImageAssert assertThat(@Nullable ImageHandle actual) {
        return new ImageAssert(actual, new Reporter.Collecting(this));
    }

    /** Starts soft assertions on an image. */
    default ImageAssert assertThat(@Nullable Image actual) {
        return new ImageAssert(actual, new Reporter.Collecting(this));
    }

    /**
     * Loads the image of a source and starts soft assertions on it; the source stands in the messages.
     *
     * @throws java.io.UncheckedIOException if it cannot be loaded, or has not exactly one image of the chosen tag and
     *     platform
     */
    default ImageAssert assertThat(@Nullable ImageSource actual) {
        return new ImageAssert(LoadedImage.of(actual), new Reporter.Collecting(this));
    }

    /** Starts soft assertions on a manifest. */
    default ImageManifestAssert assertThat(@Nullable ImageManifest actual) {
        return new ImageManifestAssert(actual, new Reporter.Collecting(this));
    }

    /** Starts soft assertions on an index. */
    default ImageIndexAssert assertThat(@Nullable ImageIndex actual) {
        return new ImageIndexAssert(actual, new Reporter.Collecting(this));
    }

    /** Starts soft assertions on a descriptor. */
    default DescriptorAssert assertThat(@Nullable Descriptor actual) {
        return new DescriptorAssert(actual, new Reporter.Collecting(this));
    }

    /** Starts soft assertions on an entry of a layer. */
    default LayerEntryAssert assertThat(@Nullable LayerEntry actual) {
        return new LayerEntryAssert(actual, new Reporter.Collecting(this));
    }

    /** Starts soft assertions on a config. */
    default ImageConfigAssert assertThat(@Nullable ImageConfig actual) {
        return new ImageConfigAssert(actual, new Reporter.Collecting(this));
    }

    /** Starts soft assertions on a layer. */
    default LayerAssert assertThat(@Nullable Layer actual) {
        return new LayerAssert(actual, new Reporter.Collecting(this));
    }

    /** Starts soft assertions on a merged filesystem. */
    default ImageFilesystemAssert assertThat(@Nullable ImageFilesystem actual) {
        return new ImageFilesystemAssert(actual, new Reporter.Collecting(this));
    }

    /** Starts soft assertions on images for several platforms. */
    default MultiPlatformImageAssert assertThat(@Nullable MultiPlatformImage actual) {
        return new MultiPlatformImageAssert(actual, new Reporter.Collecting(this));
    }

    /** Starts soft assertions on a registry: what it was asked and what it holds. */
    default RegistryAssert assertThat(@Nullable RegistryHandle actual) {
        return new RegistryAssert(actual, new Reporter.Collecting(this));
    }
}
