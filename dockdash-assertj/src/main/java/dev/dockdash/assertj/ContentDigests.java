package dev.dockdash.assertj;

import dev.dockdash.image.FileEntry;
import dev.dockdash.image.ImageFilesystem;
import dev.dockdash.layer.Layer;
import dev.dockdash.oci.Digest;
import dev.dockdash.oci.DigestAlgorithm;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Digests of the files of an image, for which each layer is read once. Not thread-safe. */
final class ContentDigests {

    private static final int BUFFER = 1 << 16;

    private final List<Layer> layers;
    private final ImageFilesystem filesystem;
    private final Map<Integer, Map<String, Digest>> byLayer = new HashMap<>();

    /** Takes the layers of the filesystem, or none if they are not known: then files are read one by one. */
    ContentDigests(List<Layer> layers, ImageFilesystem filesystem) {
        this.layers = layers;
        this.filesystem = filesystem;
    }

    /**
     * Returns the digest of a file of the merged view.
     *
     * @throws IOException if the layer cannot be read
     */
    Digest of(FileEntry file) throws IOException {
        Digest known = file.layer() < layers.size() ? inLayer(file.layer()).get(file.path()) : null;
        return known != null ? known : Digest.of(filesystem.readAllBytes(file.path()));
    }

    private Map<String, Digest> inLayer(int layer) throws IOException {
        Map<String, Digest> known = byLayer.get(layer);
        if (known == null) {
            known = of(layers.get(layer));
            byLayer.put(layer, known);
        }
        return known;
    }

    /**
     * Returns the digests of all files of a layer by canonical path; of several at one path the last.
     *
     * @throws IOException if the layer cannot be read
     */
    static Map<String, Digest> of(Layer layer) throws IOException {
        Map<String, Digest> digests = new HashMap<>();
        LayerFiles.visit(
                layer,
                file -> true,
                (index, file, content) -> digests.put(CanonicalPath.ofEntry(file.path()), hash(content)));
        return digests;
    }

    private static Digest hash(InputStream content) throws IOException {
        MessageDigest hash = DigestAlgorithm.SHA256.newMessageDigest();
        byte[] buffer = new byte[BUFFER];
        for (int read = content.read(buffer); read >= 0; read = content.read(buffer)) {
            hash.update(buffer, 0, read);
        }
        return Digest.of(DigestAlgorithm.SHA256, hash);
    }
}
