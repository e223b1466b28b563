package dev.dockdash.archive;

import dev.dockdash.blob.Blob;
import dev.dockdash.image.Image;
import dev.dockdash.internal.json.JsonObject;
import dev.dockdash.layer.Layer;
import dev.dockdash.layer.LayerBuild;
import dev.dockdash.oci.Digest;
import dev.dockdash.oci.ImageReference;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Writes images in the form of {@code docker save}, which {@code docker load} from version 1.10 on, {@code podman load} and
 * {@code skopeo} read.
 *
 * <p>Layers go in uncompressed whatever they are in the image, under their diffIDs: engines before Docker 23 cannot load
 * zstd, and an archive of the same files is the same then, however the layers were compressed. The config goes in byte by
 * byte, so that the image ID is the digest of the config. A layer that was not built here is opened twice, to count its
 * bytes and to copy them; both times it is checked against its digest, size and diffID.
 *
 * <p>Missing folders of the file are made. The file is replaced at the end, in one step; after an exception it is what it
 * was.
 *
 * @see <a href="https://github.com/moby/docker-image-spec/blob/v1.3.1/spec.md">Docker image specification, combined image
 *     JSON and filesystem changeset format</a>
 */
public final class DockerArchive {

    private static final String MANIFEST = "manifest.json";

    private DockerArchive() {}

    /**
     * Writes an image that will have that reference when it is loaded.
     *
     * @param reference a repository with a tag, {@code latest} unless given, such as {@code web:1}
     * @throws IOException if a layer cannot be read or is not what its digests say, or the file cannot be written
     * @throws IllegalArgumentException if it is not a reference, or has a digest, which loading cannot set
     */
    public static void write(Image image, Path file, String reference) throws IOException {
        ImageReference parsed = ImageReference.parse(reference);
        if (parsed.digest().isPresent()) {
            throw new IllegalArgumentException("Writing an archive for docker load: the reference " + reference
                    + " has a digest, but loading can only set a tag; leave out "
                    + parsed.digest().get());
        }
        WholeFile.write(file, out -> write(image, parsed, out));
    }

    private static void write(Image image, ImageReference reference, OutputStream out) throws IOException {
        TarWriter tar = new TarWriter(out);
        tar.text(MANIFEST, "[" + manifest(image, reference) + "]");
        tar.blob(configName(image), Blob.of(image.config().toBytes()));
        for (Layer layer : distinct(image)) {
            try (InputStream content = layer.openTar()) {
                tar.file(layerName(layer), tarSize(layer), content);
            }
        }
        tar.finish();
    }

    private static JsonObject manifest(Image image, ImageReference reference) {
        return JsonObject.empty(MANIFEST)
                .edit()
                .text("Config", configName(image))
                .texts("RepoTags", List.of(reference.toFamiliarString()))
                .allTexts(
                        "Layers",
                        image.layers().stream().map(DockerArchive::layerName).toList())
                .build();
    }

    /** An image may have one layer twice, and the same files compressed in two ways. */
    private static Iterable<Layer> distinct(Image image) {
        SortedMap<Digest, Layer> layers = new TreeMap<>();
        image.layers().forEach(layer -> layers.putIfAbsent(layer.diffId(), layer));
        return layers.values();
    }

    private static String configName(Image image) {
        return image.config().digest().hex() + ".json";
    }

    private static String layerName(Layer layer) {
        return layer.diffId().hex() + ".tar";
    }

    private static long tarSize(Layer layer) throws IOException {
        OptionalLong known =
                layer.build().stream().mapToLong(LayerBuild::tarSize).findFirst();
        if (known.isPresent()) {
            return known.getAsLong();
        }
        try (InputStream tar = layer.openTar()) {
            return tar.transferTo(OutputStream.nullOutputStream());
        }
    }
}
