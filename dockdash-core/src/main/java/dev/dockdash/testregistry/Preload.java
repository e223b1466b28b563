package dev.dockdash.testregistry;

import dev.dockdash.blob.Blob;
import dev.dockdash.image.Image;
import dev.dockdash.image.MultiPlatformImage;
import dev.dockdash.layer.Layer;
import dev.dockdash.oci.Descriptor;
import dev.dockdash.oci.Digest;
import dev.dockdash.oci.ImageIndex;
import dev.dockdash.oci.ImageManifest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Puts images into the registry without a request; thread-safe. */
final class Preload {

    private static final String DEFAULT_TAG = "latest";

    private final Repositories repositories;
    private final ContentStore store;

    Preload(Repositories repositories, ContentStore store) {
        this.repositories = repositories;
        this.store = store;
    }

    /** Where something goes. */
    private record Target(RepositoryName name, String tag) {

        static Target parse(String reference) {
            int colon = reference.indexOf(':');
            String repository = colon < 0 ? reference : reference.substring(0, colon);
            String tag = colon < 0 ? DEFAULT_TAG : reference.substring(colon + 1);
            try {
                ManifestReference.requireTag(tag);
                return new Target(RepositoryName.parse(repository), tag);
            } catch (RefusedException e) {
                throw new IllegalArgumentException(
                        "Cannot preload " + repository + ":" + tag
                                + ", expected a repository and a tag such as team/web:1: " + e.getMessage(),
                        e);
            }
        }

        @Override
        public String toString() {
            return name + ":" + tag;
        }
    }

    /** Stores an image under a repository and tag, and returns both. */
    String image(String reference, Image image) throws IOException {
        Target target = Target.parse(reference);
        addImage(target.name(), image, List.of(target.tag()));
        return target.toString();
    }

    /** Stores images and their index under a repository and tag, and returns both. */
    String index(String reference, MultiPlatformImage image) throws IOException {
        Target target = Target.parse(reference);
        for (Image child : image.images()) {
            addImage(target.name(), child, List.of());
        }
        ImageIndex index = image.index();
        addManifest(target.name(), index.descriptor(), index.subject(), index.toBytes(), List.of(target.tag()));
        return target.toString();
    }

    private void addImage(RepositoryName name, Image image, List<String> tags) throws IOException {
        for (Layer layer : image.layers()) {
            addBlob(name, layer.blob());
        }
        addBlob(name, Blob.of(image.config().toBytes()));
        ImageManifest manifest = image.manifest();
        addManifest(name, manifest.descriptor(), manifest.subject(), manifest.toBytes(), tags);
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

    private void addManifest(
            RepositoryName name, Descriptor descriptor, Optional<Descriptor> subject, byte[] bytes, List<String> tags)
            throws IOException {
        StoredManifest manifest = new StoredManifest(
                descriptor.digest(), descriptor.mediaType(), descriptor.size(), subject.map(Descriptor::digest));
        Path file = store.newFile();
        try {
            Files.write(file, bytes);
            repositories.findOrCreate(name).addManifest(manifest, file, tags);
        } finally {
            Files.deleteIfExists(file);
        }
    }
}
