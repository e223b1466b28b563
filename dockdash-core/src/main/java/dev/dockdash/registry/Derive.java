package dev.dockdash.registry;

import dev.dockdash.blob.Blob;
import dev.dockdash.image.Image;
import dev.dockdash.image.ImageBuilder;
import dev.dockdash.layer.BaseDirectories.Location;
import dev.dockdash.layer.Layer;
import dev.dockdash.oci.Descriptor;
import dev.dockdash.oci.ImageIndex;
import dev.dockdash.oci.ImageReference;
import dev.dockdash.oci.Platform;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Derives an index from an image in the same registry, without reading a layer of it. */
final class Derive {

    private final Session session;
    private final ImageReference base;
    private final ImageReference target;
    private final Derivation derivation;

    Derive(Session session, ImageReference base, Derivation derivation, ImageReference target) {
        this.session = session;
        this.base = base;
        this.derivation = derivation;
        this.target = target;
    }

    PushSummary derive() throws IOException {
        if (target.digest().isPresent()) {
            throw new IllegalArgumentException(
                    "Deriving " + target + ": the digest is not known before; expected a tag only");
        }
        Repository repository = session.repository(target);
        if (!session.repository(base).isInRegistryOf(repository)) {
            throw new IllegalArgumentException("Deriving " + target + " from " + base
                    + ": they are in different registries, between which layers must be moved; pull the base and push"
                    + " the image, or copy the base first");
        }
        Push push = new Push(session, repository);
        List<Descriptor> manifests = new ArrayList<>();
        List<Blob> baseLayers = new ArrayList<>();
        for (Platform platform : derivation.platforms()) {
            Image below = pull(platform);
            Image derived = build(below);
            push.addChild(derived);
            below.layers().forEach(layer -> baseLayers.add(layer.blob()));
            manifests.add(derived.manifest()
                    .descriptor()
                    .withPlatform(derived.config().platform()));
        }
        baseLayers.forEach(push::fix);
        ManifestBytes index = ManifestBytes.of(ImageIndex.of(manifests, Map.of()));
        return push.push(index, target.identifier());
    }

    private Image pull(Platform platform) throws IOException {
        Image image = new Pull(session, base, PullOptions.forPlatform(platform))
                .pull()
                .image();
        Descriptor own =
                image.manifest().descriptor().withPlatform(image.config().platform());
        if (ImageIndex.of(List.of(own), Map.of()).find(platform).isEmpty()) {
            throw new RefusedException("Deriving from " + base + " for " + platform + ": the image is for "
                    + image.config().platform());
        }
        return image;
    }

    private Image build(Image below) throws IOException {
        ImageBuilder builder = Image.from(below);
        for (Layer layer : derivation.layers()) {
            builder.layer(withoutMadeUpDirectories(layer));
        }
        return derivation.config().apply(builder).build();
    }

    /** Which directories the base has is not known without reading it; one that is made up could spoil it. */
    private static Layer withoutMadeUpDirectories(Layer layer) throws IOException {
        Layer bare = layer.onto(path -> new Location(path, true));
        return Layer.of(bare.descriptor(), bare.diffId(), bare.blob());
    }
}
