package dev.dockdash.assertj;

import dev.dockdash.oci.Descriptor;
import dev.dockdash.oci.Digest;
import dev.dockdash.oci.ImageIndex;
import dev.dockdash.oci.Platform;
import java.util.List;

/**
 * Tells build attestations in an index from images. The annotation decides, because some keep the platform of their image;
 * where there is none, the platform {@code unknown/unknown} does.
 *
 * @see <a href="https://docs.docker.com/build/metadata/attestations/attestation-storage/">how BuildKit stores them</a>
 */
final class Attestations {

    private static final String TYPE = "vnd.docker.reference.type";
    private static final String SUBJECT = "vnd.docker.reference.digest";
    private static final String ATTESTATION = "attestation-manifest";

    private Attestations() {}

    static List<Descriptor> of(ImageIndex index) {
        return index.manifests().stream().filter(Attestations::isAttestation).toList();
    }

    static List<Descriptor> imagesOf(ImageIndex index) {
        return index.manifests().stream()
                .filter(manifest -> !isAttestation(manifest))
                .toList();
    }

    static boolean isOf(Descriptor attestation, Digest image) {
        return image.toString().equals(attestation.annotations().get(SUBJECT));
    }

    private static boolean isAttestation(Descriptor manifest) {
        String type = manifest.annotations().get(TYPE);
        return type == null ? manifest.platform().filter(Platform::isUnknown).isPresent() : type.equals(ATTESTATION);
    }
}
