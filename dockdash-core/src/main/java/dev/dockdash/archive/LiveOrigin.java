package dev.dockdash.archive;

import dev.dockdash.image.Image;
import dev.dockdash.image.MultiPlatformImage;
import dev.dockdash.oci.Descriptor;
import dev.dockdash.oci.ImageIndex;
import dev.dockdash.oci.Platform;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Images that are here already, which have no names.
 *
 * @param images the images by the digests of their manifests
 * @param descriptors their descriptors
 * @param name what they are, for messages
 */
record LiveOrigin(Map<String, Image> images, List<Descriptor> descriptors, String name) implements Origin, Manifests {

    LiveOrigin {
        images = Map.copyOf(images);
        descriptors = List.copyOf(descriptors);
    }

    static LiveOrigin of(Image image) {
        Descriptor descriptor =
                image.manifest().descriptor().withPlatform(image.config().platform());
        return new LiveOrigin(Map.of(image.digest().toString(), image), List.of(descriptor), "the image " + image);
    }

    static LiveOrigin of(MultiPlatformImage image) {
        Map<String, Image> images = new HashMap<>();
        image.images().forEach(child -> images.put(child.digest().toString(), child));
        return new LiveOrigin(images, image.index().manifests(), "the image " + image);
    }

    @Override
    public Image load(Reading reading) throws IOException {
        List<Candidate<Descriptor>> candidates = descriptors.stream()
                .map(descriptor ->
                        new Candidate<>(descriptor, descriptor.digest().toString(), List.of()))
                .toList();
        List<Descriptor> chosen = Candidate.choose(candidates, reading.choice().tag(), name);
        Descriptor best =
                ImageTree.below(chosen, this, name).choose(reading.choice().platform());
        Image image = images.get(best.digest().toString());
        if (image == null) {
            throw new IOException("Reading " + name + ": it does not have " + best.digest());
        }
        return image;
    }

    @Override
    public boolean has(Descriptor descriptor) {
        return images.containsKey(descriptor.digest().toString());
    }

    @Override
    public Optional<ImageIndex> index(Descriptor descriptor) {
        return Optional.empty();
    }

    @Override
    public Optional<Platform> platform(Descriptor manifest) {
        return Optional.ofNullable(images.get(manifest.digest().toString()))
                .map(image -> image.config().platform());
    }

    @Override
    public String toString() {
        return name;
    }
}
