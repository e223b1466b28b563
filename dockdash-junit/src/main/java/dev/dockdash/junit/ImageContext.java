package dev.dockdash.junit;

import dev.dockdash.Dockdash;
import dev.dockdash.image.Image;
import dev.dockdash.image.ImageBuilder;
import dev.dockdash.layer.Compression;
import dev.dockdash.layer.LayerBuilder;
import dev.dockdash.oci.Platform;
import java.io.IOException;
import java.nio.file.Path;

/** What an {@link ImageFactory} makes its image from. Immutable and safe for use by many threads. */
public final class ImageContext {

    private final Dockdash dockdash;
    private final LayerFiles files;
    private final Base base;
    private final Compression compression;

    /** One image to build upon, or none. */
    interface Base {

        Platform platform();

        ImageBuilder start();
    }

    ImageContext(Dockdash dockdash, LayerFiles files, Base base, Compression compression) {
        this.dockdash = dockdash;
        this.files = files;
        this.base = base;
        this.compression = compression;
    }

    /** Returns the platform that the image is asked for. */
    public Platform platform() {
        return base.platform();
    }

    /** Starts the image for {@link #platform} on its base, or on nothing if none is asked for. */
    public ImageBuilder image() {
        return base.start();
    }

    /** Starts a layer with the compression that is asked for. */
    public LayerBuilder layer() {
        return dockdash.layer().compression(compression);
    }

    /**
     * Returns a file or directory of the class path, such as {@code images/web}, looked up from its root; it is valid
     * until the end of the test run.
     *
     * @throws IOException if there is none, or it is an empty directory
     * @throws IllegalArgumentException if it is not the name of a resource
     */
    public Path resource(String name) throws IOException {
        return files.resource(ResourceName.parse(name));
    }

    /**
     * Pulls an image for {@link #platform}.
     *
     * @throws IOException if it cannot be had
     * @throws IllegalArgumentException if the reference is not one
     */
    public Image pull(String reference) throws IOException {
        return dockdash.pull(reference, platform());
    }
}
