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
import org.assertj.core.api.BDDAssertions;
import org.jspecify.annotations.Nullable;

/**
 * {@link DockdashAssertions} for tests that are written as given, when, then.
 *
 * <pre>{@code
 * import static dev.dockdash.assertj.BDDDockdashAssertions.then;
 *
 * then(image).config().hasUser("1000");
 * }</pre>
 */
@CheckReturnValue
public class BDDDockdashAssertions extends BDDAssertions {

    /** For those who collect entry points in a class of their own. */
    protected BDDDockdashAssertions() {}

    /** Starts assertions on an image, whose reference stands in the messages. */
    public static ImageAssert then(@Nullable ImageHandle actual) {
        return DockdashAssertions.assertThat(actual);
    }

    /** Starts assertions on an image. */
    public static ImageAssert then(@Nullable Image actual) {
        return DockdashAssertions.assertThat(actual);
    }

    /** Starts assertions on images for several platforms. */
    public static MultiPlatformImageAssert then(@Nullable MultiPlatformImage actual) {
        return DockdashAssertions.assertThat(actual);
    }

    /** Starts assertions on an index. */
    public static ImageIndexAssert then(@Nullable ImageIndex actual) {
        return DockdashAssertions.assertThat(actual);
    }

    /** Starts assertions on a manifest. */
    public static ImageManifestAssert then(@Nullable ImageManifest actual) {
        return DockdashAssertions.assertThat(actual);
    }

    /**
     * Loads the image of a source and starts assertions on it.
     *
     * @throws java.io.UncheckedIOException if it cannot be loaded
     */
    public static ImageAssert then(@Nullable ImageSource actual) {
        return DockdashAssertions.assertThat(actual);
    }

    /** Starts assertions on a config. */
    public static ImageConfigAssert then(@Nullable ImageConfig actual) {
        return DockdashAssertions.assertThat(actual);
    }

    /** Starts assertions on a descriptor. */
    public static DescriptorAssert then(@Nullable Descriptor actual) {
        return DockdashAssertions.assertThat(actual);
    }

    /** Starts assertions on a layer. */
    public static LayerAssert then(@Nullable Layer actual) {
        return DockdashAssertions.assertThat(actual);
    }

    /** Starts assertions on an entry of a layer. */
    public static LayerEntryAssert then(@Nullable LayerEntry actual) {
        return DockdashAssertions.assertThat(actual);
    }

    /** Starts assertions on a merged filesystem. */
    public static ImageFilesystemAssert then(@Nullable ImageFilesystem actual) {
        return DockdashAssertions.assertThat(actual);
    }

    /** Starts assertions on an embedded registry. */
    public static RegistryAssert then(@Nullable RegistryHandle actual) {
        return DockdashAssertions.assertThat(actual);
    }
}
