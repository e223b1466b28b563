package dev.dockdash.archive;

import dev.dockdash.blob.Blob;
import dev.dockdash.blob.BlobMismatchException;
import dev.dockdash.image.Image;
import dev.dockdash.internal.compression.Decompression;
import dev.dockdash.internal.json.JsonObject;
import dev.dockdash.oci.Descriptor;
import dev.dockdash.oci.Digest;
import dev.dockdash.oci.DigestAlgorithm;
import dev.dockdash.oci.ImageConfig;
import dev.dockdash.oci.ImageIndex;
import dev.dockdash.oci.ImageManifest;
import dev.dockdash.oci.MediaType;
import dev.dockdash.oci.Platform;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads images that {@code docker save} wrote. They have no manifest of their own: the one they get is an OCI manifest that
 * names the config and the layers as they lie in the archive.
 *
 * @param files the files
 */
record DockerSaveReader(ArchiveFiles files) {

    static final String MANIFEST = "manifest.json";

    private static final Pattern NAMED_BY_DIGEST = Pattern.compile("(?:.*/)?([0-9a-f]{64})(?:\\.json)?");
    private static final Pattern BLOB = Pattern.compile("blobs/sha256/([0-9a-f]{64})");
    private static final int MAX_IMAGES = 1000;
    private static final int HASH_BUFFER = 64 * 1024;

    /** An image as {@code manifest.json} has it. */
    private record Saved(String config, List<String> tags, List<String> layers, Optional<JsonObject> layerSources) {

        static Saved read(JsonObject json) {
            return new Saved(
                    json.requiredText("Config"),
                    json.texts("RepoTags"),
                    json.texts("Layers"),
                    json.object("LayerSources"));
        }

        Candidate<Saved> candidate() {
            Matcher digest = NAMED_BY_DIGEST.matcher(config);
            return new Candidate<>(this, digest.matches() ? "sha256:" + digest.group(1) : config, tags);
        }
    }

    /**
     * Reads an image. Layers are opened for their first bytes only, those that are compressed are read for their digests.
     *
     * @throws MissingFromArchiveException if its config or a layer is not there
     * @throws IOException if it is not what its digests say, or not the only one that was meant
     */
    Image load(Reading reading) throws IOException {
        List<Saved> all = new ArchiveDocuments(files)
                .find(
                        MANIFEST,
                        bytes -> JsonObject.parseArray(bytes, MANIFEST).stream()
                                .map(Saved::read)
                                .toList())
                .orElseThrow(() -> new MissingFromArchiveException("Reading " + files + ": it has no " + MANIFEST));
        if (all.size() > MAX_IMAGES) {
            throw new IOException("Reading " + files + ": " + MANIFEST + " has more than " + MAX_IMAGES + " images");
        }
        List<Candidate<Saved>> candidates = all.stream().map(Saved::candidate).toList();
        List<Saved> named = Candidate.choose(candidates, reading.choice().tag(), files.toString());
        Saved chosen = choose(named, reading.choice().platform());
        ImageConfig config = config(chosen);
        return parts(chosen, config).image(reading, files.toString());
    }

    private Saved choose(List<Saved> named, Optional<Platform> wanted) throws IOException {
        if (named.size() == 1 && wanted.isEmpty()) {
            return named.get(0);
        }
        List<String> platforms = new ArrayList<>();
        List<Saved> fitting = new ArrayList<>();
        for (Saved saved : named) {
            ImageConfig config = config(saved);
            platforms.add(config.platform().toString());
            if (wanted.isPresent() && runs(config, wanted.get())) {
                fitting.add(saved);
            }
        }
        if (fitting.size() == 1) {
            return fitting.get(0);
        }
        throw new IOException("Reading " + files + ": expected one image"
                + wanted.map(platform -> " for " + platform).orElse("") + " but there are "
                + (wanted.isPresent() ? fitting.size() : named.size()) + "; choose one with platform(..), there are: "
                + ArchiveText.list(platforms));
    }

    private static boolean runs(ImageConfig config, Platform wanted) {
        Descriptor descriptor = config.descriptor(MediaType.OCI_CONFIG).withPlatform(config.platform());
        return ImageIndex.of(List.of(descriptor), Map.of()).find(wanted).isPresent();
    }

    private ImageConfig config(Saved saved) throws IOException {
        ArchiveFile file = files.find(saved.config()).orElseThrow(() -> missing("config", saved.config()));
        ArchiveDocuments documents = new ArchiveDocuments(files);
        byte[] bytes = documents.read(saved.config(), file);
        Matcher named = NAMED_BY_DIGEST.matcher(saved.config());
        String actual = Digest.of(bytes).hex();
        if (named.matches() && !named.group(1).equals(actual)) {
            throw new BlobMismatchException("Reading " + files + ": expected the config sha256:" + named.group(1)
                    + " but its bytes have sha256:" + actual);
        }
        return documents.parse(saved.config(), bytes, ImageConfig::parse);
    }

    private ImageParts parts(Saved saved, ImageConfig config) throws IOException {
        List<Digest> diffIds = config.rootFs().diffIds();
        if (diffIds.size() != saved.layers().size()) {
            throw new IOException("Reading " + files + ": " + MANIFEST + " has "
                    + saved.layers().size() + " layers but the config " + diffIds.size() + " diffIDs");
        }
        List<Descriptor> descriptors = new ArrayList<>();
        List<Blob> blobs = new ArrayList<>();
        Map<ArchiveFile, Digest> hashed = new HashMap<>();
        for (int i = 0; i < diffIds.size(); i++) {
            String name = saved.layers().get(i);
            Optional<ArchiveFile> file = files.find(name);
            Descriptor descriptor = file.isPresent()
                    ? describe(name, file.get(), diffIds.get(i), hashed)
                    : foreign(saved, diffIds.get(i)).orElseThrow(() -> missing("layer", name));
            descriptors.add(descriptor);
            blobs.add(
                    file.isPresent()
                            ? new ArchiveBlob(file.get(), descriptor.digest(), descriptor.size(), files.toString())
                            : new AbsentBlob(descriptor, files.toString()));
        }
        Descriptor configDescriptor = config.descriptor(MediaType.OCI_CONFIG);
        return new ImageParts(ImageManifest.of(configDescriptor, descriptors, Map.of()), config, blobs);
    }

    /** An uncompressed layer has the digest of its diffID, which is verified when it is read. */
    private Descriptor describe(String name, ArchiveFile file, Digest diffId, Map<ArchiveFile, Digest> hashed)
            throws IOException {
        Decompression.Format format;
        try (BufferedInputStream in = new BufferedInputStream(file.open(), 512)) {
            format = Decompression.format(in);
        }
        return switch (format) {
            case NONE -> Descriptor.of(MediaType.OCI_LAYER, diffId, file.size());
            case GZIP -> Descriptor.of(MediaType.OCI_LAYER_GZIP, digest(name, file, hashed), file.size());
            case ZSTD -> Descriptor.of(MediaType.OCI_LAYER_ZSTD, digest(name, file, hashed), file.size());
        };
    }

    /** Each file is hashed once, however often it is listed. */
    private Digest digest(String name, ArchiveFile file, Map<ArchiveFile, Digest> hashed) throws IOException {
        Digest known = hashed.get(file);
        Digest actual = known == null ? digest(file) : known;
        hashed.put(file, actual);
        Matcher blob = BLOB.matcher(name);
        if (blob.matches() && !blob.group(1).equals(actual.hex())) {
            throw new BlobMismatchException("Reading " + files + ": expected the layer sha256:" + blob.group(1)
                    + " but its bytes have " + actual);
        }
        return actual;
    }

    private static Digest digest(ArchiveFile file) throws IOException {
        MessageDigest hash = DigestAlgorithm.SHA256.newMessageDigest();
        try (InputStream in = new BufferedInputStream(new DigestInputStream(file.open(), hash), HASH_BUFFER)) {
            in.transferTo(OutputStream.nullOutputStream());
        }
        return Digest.of(DigestAlgorithm.SHA256, hash);
    }

    /** Layers that may not be distributed are left out, and described instead. */
    private Optional<Descriptor> foreign(Saved saved, Digest diffId) throws IOException {
        try {
            return saved.layerSources()
                    .flatMap(sources -> sources.object(diffId.toString()))
                    .map(DockerSaveReader::describe);
        } catch (IllegalArgumentException e) {
            throw new IOException("Reading " + files + ": " + MANIFEST + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static Descriptor describe(JsonObject json) {
        return new Descriptor(
                MediaType.parse(json.requiredText("mediaType")),
                Digest.parse(json.requiredText("digest")),
                json.requiredNumber("size"),
                Optional.empty(),
                Map.of(),
                Optional.empty(),
                json.texts("urls"),
                Optional.empty());
    }

    private MissingFromArchiveException missing(String what, String name) {
        return new MissingFromArchiveException("Reading " + files + ": the " + what + " " + ArchiveText.of(name)
                + " of " + MANIFEST + " is missing from the archive; was it written whole?");
    }
}
