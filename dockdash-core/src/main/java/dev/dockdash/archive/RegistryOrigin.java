package dev.dockdash.archive;

import dev.dockdash.cache.BlobCache;
import dev.dockdash.image.Image;
import dev.dockdash.layer.Layer;
import dev.dockdash.oci.Descriptor;
import dev.dockdash.oci.Digest;
import dev.dockdash.oci.ImageIndex;
import dev.dockdash.oci.ImageReference;
import dev.dockdash.oci.Platform;
import dev.dockdash.registry.PulledImage;
import dev.dockdash.registry.RegistryClient;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * An image in a registry.
 *
 * @param client who asks
 * @param reference its name there
 */
record RegistryOrigin(RegistryClient client, ImageReference reference) implements Origin {

    @Override
    public Image load(Reading reading) throws IOException {
        ImageReference named = named(reading.choice());
        Optional<Platform> platform = reading.choice().platform();
        Manifests remote = new Remote(client, named, reading.cache());
        PulledImage pulled = client.pull(
                named,
                index -> ImageTree.below(index.manifests(), remote, named.toString())
                        .choose(platform),
                reading.cache());
        Image image = pulled.image();
        boolean chosen = !pulled.digest().equals(image.digest());
        // The index says for which platform an image is; without one only the image does.
        return within(reading, chosen ? image : onPlatform(image, reading));
    }

    private static Image onPlatform(Image image, Reading reading) throws IOException {
        Choice choice = new Choice(Optional.empty(), reading.choice().platform());
        return LiveOrigin.of(image).load(new Reading(choice, reading.cache(), reading.limits()));
    }

    private static Image within(Reading reading, Image image) {
        List<Layer> layers = image.layers().stream()
                .map(layer -> layer.within(reading.limits()))
                .toList();
        return Image.of(image.manifest(), image.config(), layers);
    }

    private ImageReference named(Choice choice) throws IOException {
        Optional<Digest> digest = choice.digest();
        if (digest.isPresent()) {
            return reference.withDigest(digest.get());
        }
        try {
            return choice.tag().map(reference::withTag).orElse(reference);
        } catch (IllegalArgumentException e) {
            throw new IOException(
                    "Reading " + reference + ": expected a tag or digest of this repository: " + e.getMessage(), e);
        }
    }

    @Override
    public String toString() {
        return reference.toString();
    }

    /** The manifests of a repository. */
    private record Remote(RegistryClient client, ImageReference reference, BlobCache cache) implements Manifests {

        @Override
        public boolean has(Descriptor descriptor) {
            return true;
        }

        @Override
        public Optional<ImageIndex> index(Descriptor descriptor) throws IOException {
            return client.findIndex(reference.withDigest(descriptor.digest()));
        }

        @Override
        public Optional<Platform> platform(Descriptor manifest) throws IOException {
            // A manifest is for one platform, whichever is asked for.
            Image image = client.pull(reference.withDigest(manifest.digest()), Platform.LINUX_AMD64, cache);
            return Optional.of(image.config().platform());
        }
    }
}
