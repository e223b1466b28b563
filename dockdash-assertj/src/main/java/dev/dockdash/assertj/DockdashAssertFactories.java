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
import org.assertj.core.api.InstanceOfAssertFactory;

/**
 * The assertions of dockdash for AssertJ's {@code asInstanceOf}, {@code extracting} and the like.
 *
 * <pre>{@code
 * assertThat(results).first(DockdashAssertFactories.IMAGE).config().hasUser("1000");
 * }</pre>
 */
public final class DockdashAssertFactories {

    /** An image. */
    public static final InstanceOfAssertFactory<Image, ImageAssert> IMAGE =
            new InstanceOfAssertFactory<>(Image.class, DockdashAssertions::assertThat);

    /** An image with its reference. */
    public static final InstanceOfAssertFactory<ImageHandle, ImageAssert> IMAGE_HANDLE =
            new InstanceOfAssertFactory<>(ImageHandle.class, DockdashAssertions::assertThat);

    /** Where an image is loaded from. */
    public static final InstanceOfAssertFactory<ImageSource, ImageAssert> IMAGE_SOURCE =
            new InstanceOfAssertFactory<>(ImageSource.class, DockdashAssertions::assertThat);

    /** Images for several platforms. */
    public static final InstanceOfAssertFactory<MultiPlatformImage, MultiPlatformImageAssert> MULTI_PLATFORM_IMAGE =
            new InstanceOfAssertFactory<>(MultiPlatformImage.class, DockdashAssertions::assertThat);

    /** An index. */
    public static final InstanceOfAssertFactory<ImageIndex, ImageIndexAssert> IMAGE_INDEX =
            new InstanceOfAssertFactory<>(ImageIndex.class, DockdashAssertions::assertThat);

    /** A manifest. */
    public static final InstanceOfAssertFactory<ImageManifest, ImageManifestAssert> IMAGE_MANIFEST =
            new InstanceOfAssertFactory<>(ImageManifest.class, DockdashAssertions::assertThat);

    /** A config. */
    public static final InstanceOfAssertFactory<ImageConfig, ImageConfigAssert> IMAGE_CONFIG =
            new InstanceOfAssertFactory<>(ImageConfig.class, DockdashAssertions::assertThat);

    /** A descriptor. */
    public static final InstanceOfAssertFactory<Descriptor, DescriptorAssert> DESCRIPTOR =
            new InstanceOfAssertFactory<>(Descriptor.class, DockdashAssertions::assertThat);

    /** A layer. */
    public static final InstanceOfAssertFactory<Layer, LayerAssert> LAYER =
            new InstanceOfAssertFactory<>(Layer.class, DockdashAssertions::assertThat);

    /** An entry of a layer. */
    public static final InstanceOfAssertFactory<LayerEntry, LayerEntryAssert> LAYER_ENTRY =
            new InstanceOfAssertFactory<>(LayerEntry.class, DockdashAssertions::assertThat);

    /** A merged filesystem. */
    public static final InstanceOfAssertFactory<ImageFilesystem, ImageFilesystemAssert> IMAGE_FILESYSTEM =
            new InstanceOfAssertFactory<>(ImageFilesystem.class, DockdashAssertions::assertThat);

    /** A registry that tests use. */
    public static final InstanceOfAssertFactory<RegistryHandle, RegistryAssert> REGISTRY =
            new InstanceOfAssertFactory<>(RegistryHandle.class, DockdashAssertions::assertThat);

    private DockdashAssertFactories() {}
}
