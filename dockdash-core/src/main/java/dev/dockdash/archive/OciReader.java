package dev.dockdash.archive;

import dev.dockdash.blob.Blob;
import dev.dockdash.image.Image;
import dev.dockdash.internal.json.JsonObject;
import dev.dockdash.oci.Descriptor;
import dev.dockdash.oci.Digest;
import dev.dockdash.oci.ImageConfig;
import dev.dockdash.oci.ImageIndex;
import dev.dockdash.oci.ImageManifest;
import dev.dockdash.oci.Platform;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Reads images from the files of an OCI layout.
 *
 * @param files the files
 */
record OciReader(ArchiveFiles files) implements Manifests {

    private static final String CONTAINERD_NAME = "io.containerd.image.name";
    private static final String VERSION = "1.0.0";

    /**
     * Reads an image; layers that are missing are so only when they are opened.
     *
     * @throws MissingFromArchiveException if its manifest or config is not there, or the manifest has no layers but the
     *     config has
     * @throws IOException if it is not what its digests say, or not the only one that was meant
     */
    Image load(Reading reading) throws IOException {
        requireVersion();
        ImageIndex index = documents()
                .find(LayoutFiles.INDEX, ImageIndex::parse)
                .orElseThrow(() -> new MissingFromArchiveException(
                        "Reading " + files + ": it has no " + LayoutFiles.INDEX + ", so it is not an OCI layout"));
        return image(choose(index, reading.choice()), reading);
    }

    private void requireVersion() throws IOException {
        Optional<String> version = documents()
                .find(
                        LayoutFiles.MARKER,
                        bytes -> JsonObject.parse(bytes, "OCI layout").requiredText("imageLayoutVersion"));
        if (version.isPresent() && !version.get().equals(VERSION)) {
            throw new IOException("Reading " + files + ": expected an OCI layout of version " + VERSION + " but it has "
                    + ArchiveText.of(version.get()));
        }
    }

    private Descriptor choose(ImageIndex index, Choice choice) throws IOException {
        List<Descriptor> top =
                index.manifests().stream().filter(ImageTree::mayBeImage).toList();
        Optional<Digest> digest = choice.digest();
        if (digest.isPresent()) {
            Optional<Descriptor> image =
                    ImageTree.below(top, this, files.toString()).find(digest.get());
            if (image.isPresent()) {
                return ImageTree.below(List.of(image.get()), this, files.toString())
                        .choose(choice.platform());
            }
        }
        List<Candidate<Descriptor>> candidates = top.stream()
                .map(descriptor ->
                        new Candidate<>(descriptor, descriptor.digest().toString(), names(descriptor)))
                .toList();
        List<Descriptor> chosen = Candidate.choose(candidates, choice.tag(), files.toString());
        return ImageTree.below(chosen, this, files.toString()).choose(choice.platform());
    }

    private static List<String> names(Descriptor descriptor) {
        return Stream.of(CONTAINERD_NAME, RefName.ANNOTATION)
                .flatMap(key -> Stream.ofNullable(descriptor.annotations().get(key)))
                .filter(name -> !name.isEmpty())
                .distinct()
                .toList();
    }

    private Image image(Descriptor descriptor, Reading reading) throws IOException {
        ImageManifest manifest = documents().blob(descriptor, ImageManifest::parse);
        if (manifest.artifactType().isPresent()
                && !ImageTree.isImageConfig(manifest.config().mediaType())) {
            throw new IOException("Reading " + files + ": " + manifest.digest() + " is not an image but an artifact of"
                    + " the type " + ArchiveText.of(manifest.artifactType().get()));
        }
        ImageConfig config = documents().config(manifest.config());
        if (manifest.layers().isEmpty() && !config.rootFs().diffIds().isEmpty()) {
            throw new MissingFromArchiveException(
                    "Reading " + files + ": the manifest " + manifest.digest() + " has no layers but its config "
                            + config.rootFs().diffIds().size() + " diffIDs");
        }
        List<Blob> layers = new ArrayList<>();
        for (Descriptor layer : manifest.layers()) {
            layers.add(blob(layer));
        }
        return new ImageParts(manifest, config, layers).image(reading, files.toString());
    }

    private Blob blob(Descriptor descriptor) throws IOException {
        Optional<ArchiveFile> file = files.find(LayoutFiles.blob(descriptor.digest()));
        return file.isPresent()
                ? new ArchiveBlob(file.get(), descriptor.digest(), descriptor.size(), files.toString())
                : new AbsentBlob(descriptor, files.toString());
    }

    private ArchiveDocuments documents() {
        return new ArchiveDocuments(files);
    }

    @Override
    public boolean has(Descriptor descriptor) throws IOException {
        return files.find(LayoutFiles.blob(descriptor.digest())).isPresent();
    }

    @Override
    public Optional<ImageIndex> index(Descriptor descriptor) throws IOException {
        if (descriptor.mediaType().isIndex()) {
            return Optional.of(documents().blob(descriptor, ImageIndex::parse));
        }
        JsonObject json = documents().blob(descriptor, bytes -> JsonObject.parse(bytes, "manifest or index"));
        return json.has("manifests") ? Optional.of(documents().blob(descriptor, ImageIndex::parse)) : Optional.empty();
    }

    @Override
    public Optional<Platform> platform(Descriptor descriptor) throws IOException {
        ImageManifest manifest = documents().blob(descriptor, ImageManifest::parse);
        return ImageTree.isImageConfig(manifest.config().mediaType())
                ? Optional.of(documents().config(manifest.config()).platform())
                : Optional.empty();
    }
}
