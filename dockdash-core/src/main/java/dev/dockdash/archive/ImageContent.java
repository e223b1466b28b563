package dev.dockdash.archive;

import dev.dockdash.blob.Blob;
import dev.dockdash.image.Image;
import dev.dockdash.image.MultiPlatformImage;
import dev.dockdash.layer.Layer;
import dev.dockdash.oci.Descriptor;
import dev.dockdash.oci.Digest;
import java.util.Collection;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What an OCI layout holds of an image.
 *
 * @param root the descriptor of its manifest, or of its index
 * @param blobs all that lies below, each blob once, sorted by digest
 */
record ImageContent(Descriptor root, Collection<Blob> blobs) {

    static ImageContent of(Image image) {
        SortedMap<Digest, Blob> blobs = new TreeMap<>();
        addAll(blobs, image);
        return new ImageContent(
                image.manifest().descriptor().withPlatform(image.config().platform()), blobs.values());
    }

    static ImageContent of(MultiPlatformImage image) {
        SortedMap<Digest, Blob> blobs = new TreeMap<>();
        image.images().forEach(child -> addAll(blobs, child));
        add(blobs, Blob.of(image.index().toBytes()));
        return new ImageContent(image.index().descriptor(), blobs.values());
    }

    private static void addAll(SortedMap<Digest, Blob> blobs, Image image) {
        image.layers().stream().map(Layer::blob).forEach(blob -> add(blobs, blob));
        add(blobs, Blob.of(image.config().toBytes()));
        add(blobs, Blob.of(image.manifest().toBytes()));
    }

    private static void add(SortedMap<Digest, Blob> blobs, Blob blob) {
        blobs.put(blob.digest(), blob);
    }
}
