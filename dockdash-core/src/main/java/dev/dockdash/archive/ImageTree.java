package dev.dockdash.archive;

import dev.dockdash.oci.Descriptor;
import dev.dockdash.oci.Digest;
import dev.dockdash.oci.ImageIndex;
import dev.dockdash.oci.MediaType;
import dev.dockdash.oci.Platform;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The images below some descriptors, through indexes of indexes, and the choice among them. Attestations, which builders
 * add as images for no platform, are left out. Not thread-safe.
 */
final class ImageTree {

    private static final int MAX_DEPTH = 5;
    private static final int MAX_INDEXES = 200;
    private static final int MAX_IMAGES = 5000;
    private static final String REFERENCE_TYPE = "vnd.docker.reference.type";
    private static final String ATTESTATION = "attestation-manifest";
    private static final String SCHEMA_1 = "application/vnd.docker.distribution.manifest.v1+";

    /** What writers say who do not say which document it is. */
    private static final MediaType JSON = MediaType.parse("application/json");

    private final Manifests manifests;
    private final String source;
    private final Set<Digest> seen = new HashSet<>();
    private final List<Descriptor> images = new ArrayList<>();
    private final List<Descriptor> missing = new ArrayList<>();
    private int indexes;

    private ImageTree(Manifests manifests, String source) {
        this.manifests = manifests;
        this.source = source;
    }

    /**
     * Finds the images below descriptors.
     *
     * @param source where they are, for messages
     * @throws IOException if an index cannot be read, or there are more or deeper ones than of any image
     */
    static ImageTree below(List<Descriptor> descriptors, Manifests manifests, String source) throws IOException {
        ImageTree tree = new ImageTree(manifests, source);
        tree.add(descriptors, 0);
        return tree;
    }

    /** Tells whether a descriptor is one of a build's attestations. */
    static boolean isAttestation(Descriptor descriptor) {
        return ATTESTATION.equals(descriptor.annotations().get(REFERENCE_TYPE))
                || descriptor.platform().filter(Platform::isUnknown).isPresent();
    }

    /** Tells whether a descriptor may lead to images: not to an attestation, nor to a document of another kind. */
    static boolean mayBeImage(Descriptor descriptor) {
        MediaType type = descriptor.mediaType();
        boolean document = type.isManifest() || type.isIndex() || type.equals(JSON);
        return !isAttestation(descriptor) && (document || type.value().startsWith(SCHEMA_1));
    }

    private void add(List<Descriptor> descriptors, int depth) throws IOException {
        for (Descriptor descriptor : descriptors) {
            if (mayBeImage(descriptor) && seen.add(descriptor.digest())) {
                requireAtMost(MAX_IMAGES, images.size() + missing.size() + 1, "images");
                refuseSchema1(descriptor);
                add(descriptor, depth);
            }
        }
    }

    private void add(Descriptor descriptor, int depth) throws IOException {
        if (!manifests.has(descriptor)) {
            missing.add(descriptor);
            return;
        }
        Optional<ImageIndex> index =
                descriptor.mediaType().isManifest() ? Optional.empty() : manifests.index(descriptor);
        if (index.isEmpty()) {
            images.add(descriptor);
            return;
        }
        requireAtMost(MAX_DEPTH, depth + 1, "indexes within each other");
        requireAtMost(MAX_INDEXES, ++indexes, "indexes");
        add(index.get().manifests(), depth + 1);
    }

    private void requireAtMost(int most, int count, String what) throws IOException {
        if (count > most) {
            throw new IOException("Reading " + source + ": it has more than " + most + " " + what);
        }
    }

    private void refuseSchema1(Descriptor descriptor) throws IOException {
        if (descriptor.mediaType().value().startsWith(SCHEMA_1)) {
            throw new IOException("Reading " + source + ": the image " + descriptor.digest()
                    + " is in Docker's schema 1, which is not supported; push it again with a current tool");
        }
    }

    /** Returns the descriptor of an image by its digest. */
    Optional<Descriptor> find(Digest digest) {
        return images.stream().filter(image -> image.digest().equals(digest)).findFirst();
    }

    /**
     * Returns the image for a platform, or the only one.
     *
     * @throws IOException if there is none, or several, which are listed
     */
    Descriptor choose(Optional<Platform> platform) throws IOException {
        if (images.isEmpty()) {
            throw missing.isEmpty()
                    ? new IOException("Reading " + source + ": there is no image in it")
                    : absent(missing.get(0));
        }
        return platform.isPresent() ? best(platform.get()) : only();
    }

    private Descriptor only() throws IOException {
        if (images.size() == 1) {
            return images.get(0);
        }
        List<Descriptor> all = withPlatforms();
        if (all.size() == 1) {
            return all.get(0);
        }
        throw new IOException("Reading " + source + ": expected one image but there are several; choose one with"
                + " platform(..): " + platforms(all));
    }

    private Descriptor best(Platform platform) throws IOException {
        List<Descriptor> all = withPlatforms();
        Optional<Descriptor> best = find(all, platform);
        if (best.isEmpty()) {
            Optional<Descriptor> notHere = find(missing, platform);
            throw notHere.isPresent()
                    ? absent(notHere.get())
                    : new IOException("Reading " + source + ": there is no image for " + platform + "; there are: "
                            + platforms(all));
        }
        List<Descriptor> same = all.stream()
                .filter(image -> image.platform().equals(best.get().platform()))
                .toList();
        if (same.size() > 1) {
            throw new IOException("Reading " + source + ": expected one image for " + platform + " but there are"
                    + " several; choose one by its digest with tag(..): "
                    + ArchiveText.list(same.stream()
                            .map(image -> image.digest().toString())
                            .toList()));
        }
        return best.get();
    }

    private static Optional<Descriptor> find(List<Descriptor> descriptors, Platform platform) {
        return ImageIndex.of(descriptors, Map.of()).find(platform);
    }

    /** Returns the images with the platforms that their descriptors or configs have; what has none is no image. */
    private List<Descriptor> withPlatforms() throws IOException {
        List<Descriptor> all = new ArrayList<>();
        for (Descriptor image : images) {
            Optional<Platform> platform = image.platform().isPresent() ? image.platform() : manifests.platform(image);
            platform.ifPresent(known -> all.add(image.withPlatform(known)));
        }
        return all;
    }

    private static String platforms(List<Descriptor> all) {
        return ArchiveText.list(all.stream()
                .flatMap(image -> image.platform().stream())
                .map(platform -> platform
                        + platform.osVersion().map(version -> " " + version).orElse(""))
                .toList());
    }

    private IOException absent(Descriptor descriptor) {
        String type = descriptor.mediaType().isIndex() ? "index" : "manifest";
        return new MissingFromArchiveException("Reading " + source + ": the " + type + " " + descriptor.digest()
                + descriptor.platform().map(platform -> " for " + platform).orElse("")
                + " is missing from the archive; was it written whole, or for another platform?");
    }

    /** Tells whether a media type is that of an image's config. */
    static boolean isImageConfig(MediaType type) {
        return type.equals(MediaType.OCI_CONFIG) || type.equals(MediaType.DOCKER_CONFIG);
    }
}
