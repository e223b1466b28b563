package dev.dockdash.archive;

import dev.dockdash.image.Image;
import dev.dockdash.layer.Layer;
import dev.dockdash.oci.Descriptor;
import dev.dockdash.oci.Digest;
import dev.dockdash.oci.ImageIndex;
import dev.dockdash.oci.ImageReference;
import dev.dockdash.oci.Platform;
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
        Optional<ImageIndex> index = client.findIndex(named);
        if (index.isPresent()) {
            Remote remote = new Remote(client, named, reading);
            Descriptor chosen = ImageTree.below(index.get().manifests(), remote, named.toString())
                    .choose(reading.choice().platform());
            return within(reading, remote.pull(chosen));
        }
        // What is not in an index is pulled whatever platform is asked for.
        Image image = client.pull(named, Platform.LINUX_AMD64, reading.cache());
        Choice choice = new Choice(Optional.empty(), reading.choice().platform());
        return within(reading, LiveOrigin.of(image).load(new Reading(choice, reading.cache(), reading.limits())));
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
    private record Remote(RegistryClient client, ImageReference reference, Reading reading) implements Manifests {

        Image pull(Descriptor descriptor) throws IOException {
            return client.pull(
                    reference.withDigest(descriptor.digest()),
                    descriptor.platform().orElse(Platform.LINUX_AMD64),
                    reading.cache());
        }

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
            return Optional.of(pull(manifest).config().platform());
        }
    }
}
