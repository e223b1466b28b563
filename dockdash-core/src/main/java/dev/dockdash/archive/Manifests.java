package dev.dockdash.archive;

import dev.dockdash.oci.Descriptor;
import dev.dockdash.oci.ImageIndex;
import dev.dockdash.oci.Platform;
import java.io.IOException;
import java.util.Optional;

/** Where the manifests are that descriptors lead to. */
interface Manifests {

    /** Tells whether a descriptor leads to something that is there. */
    boolean has(Descriptor descriptor) throws IOException;

    /**
     * Returns the index that a descriptor leads to, or empty if it leads to a manifest, whatever its media type says.
     *
     * @throws IOException if it is not there, or is neither
     */
    Optional<ImageIndex> index(Descriptor descriptor) throws IOException;

    /**
     * Returns the platform that a manifest's config has, or empty if the manifest is not that of an image.
     *
     * @throws IOException if it is not there, or cannot be read
     */
    Optional<Platform> platform(Descriptor manifest) throws IOException;
}
