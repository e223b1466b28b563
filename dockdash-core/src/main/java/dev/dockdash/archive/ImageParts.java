package dev.dockdash.archive;

import dev.dockdash.blob.Blob;
import dev.dockdash.image.Image;
import dev.dockdash.layer.Layer;
import dev.dockdash.oci.Digest;
import dev.dockdash.oci.ImageConfig;
import dev.dockdash.oci.ImageManifest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The documents of an image with the blobs of its layers.
 *
 * @param layers the blobs, one for each layer of the manifest
 */
record ImageParts(ImageManifest manifest, ImageConfig config, List<Blob> layers) {

    ImageParts {
        layers = List.copyOf(layers);
    }

    /**
     * Returns the image of these parts.
     *
     * @param source where they are from, for messages
     * @throws IOException if they do not fit together
     */
    Image image(Reading reading, String source) throws IOException {
        List<Digest> diffIds = config.rootFs().diffIds();
        if (diffIds.size() != layers.size()) {
            throw new IOException("Reading " + source + ": the manifest " + manifest.digest() + " has " + layers.size()
                    + " layers but the config " + diffIds.size() + " diffIDs");
        }
        List<Layer> all = new ArrayList<>();
        for (int i = 0; i < diffIds.size(); i++) {
            Layer layer = Layer.of(manifest.layers().get(i), diffIds.get(i), layers.get(i), reading.cache());
            all.add(layer.within(reading.limits()));
        }
        try {
            return Image.of(manifest, config, all);
        } catch (IllegalArgumentException e) {
            throw new IOException("Reading " + source + ": " + e.getMessage(), e);
        }
    }
}
