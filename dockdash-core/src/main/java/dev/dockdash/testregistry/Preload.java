package dev.dockdash.testregistry;

import dev.dockdash.blob.Blob;
import dev.dockdash.image.Image;
import dev.dockdash.layer.Layer;
import dev.dockdash.oci.Descriptor;
import dev.dockdash.oci.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Puts images into the registry without a request; thread-safe. */
final class Preload {

    private static final String DEFAULT_TAG = "latest";

    private final Repositories repositories;
    private final ContentStore store;

    Preload(Repositories repositories, ContentStore store) {
        this.repositories = repositories;
        this.store = store;
    }

    /** Stores an image under a repository and tag, and returns both. */
    String image(String reference, Image image) throws IOException {
        int colon = reference.indexOf(':');
        String tag = colon < 0 ? DEFAULT_TAG : reference.substring(colon + 1);
        RepositoryName name = name(colon < 0 ? reference : reference.substring(0, colon), tag);
        for (Layer layer : image.layers()) {
            addBlob(name, layer.blob());
        }
        addBlob(name, Blob.of(image.config().toBytes()));
        addManifest(name, tag, image);
        return name + ":" + tag;
    }

    private static RepositoryName name(String repository, String tag) {
        try {
            ManifestReference.requireTag(tag);
            return RepositoryName.parse(repository);
        } catch (RefusedException e) {
            throw new IllegalArgumentException(
                    "Cannot preload " + repository + ":" + tag
                            + ", expected a repository and a tag such as team/web:1: " + e.getMessage(),
                    e);
        }
    }

    private void addBlob(RepositoryName name, Blob blob) throws IOException {
        Digest digest = blob.digest();
        if (repositories.findOrCreate(name).hasBlob(digest)) {
            return;
        }
        Path file = store.newFile();
        try (InputStream content = blob.open()) {
            new Upload(file, digest.algorithm()).append(content);
            repositories.findOrCreate(name).addBlob(digest, file);
        } finally {
            Files.deleteIfExists(file);
        }
    }

    private void addManifest(RepositoryName name, String tag, Image image) throws IOException {
        Descriptor descriptor = image.manifest().descriptor();
        StoredManifest manifest = new StoredManifest(
                descriptor.digest(),
                descriptor.mediaType(),
                descriptor.size(),
                image.manifest().subject().map(Descriptor::digest));
        Path file = store.newFile();
        try {
            Files.write(file, image.manifest().toBytes());
            repositories.findOrCreate(name).addManifest(manifest, file, List.of(tag));
        } finally {
            Files.deleteIfExists(file);
        }
    }
}
