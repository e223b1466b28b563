package dev.dockdash.archive;

import dev.dockdash.oci.Descriptor;
import dev.dockdash.oci.ImageConfig;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.function.Function;

/**
 * Reads the small files of an archive whole: indexes, manifests and configs.
 *
 * @param files where they are
 */
record ArchiveDocuments(ArchiveFiles files) {

    /** As much as registries accept of a manifest, and more than any config has. */
    static final int MAX_SIZE = 4 * 1024 * 1024;

    /**
     * Returns what a file that has no digest says, or empty if there is none.
     *
     * @throws IOException if it cannot be read or parsed
     */
    <T> Optional<T> find(String name, Function<byte[], T> parser) throws IOException {
        Optional<ArchiveFile> file = files.find(name);
        return file.isEmpty() ? Optional.empty() : Optional.of(parse(name, read(name, file.get()), parser));
    }

    /** Returns the bytes of a file, if they are not too many. */
    byte[] read(String name, ArchiveFile file) throws IOException {
        requireSize(name, file.size());
        try (InputStream in = file.open()) {
            return in.readAllBytes();
        }
    }

    /**
     * Returns what a blob says.
     *
     * @throws MissingFromArchiveException if it is not there
     * @throws IOException if it is not what its descriptor says, or cannot be parsed
     */
    <T> T blob(Descriptor descriptor, Function<byte[], T> parser) throws IOException {
        ArchiveFile file = files.find(LayoutFiles.blob(descriptor.digest()))
                .orElseThrow(() -> new MissingFromArchiveException("Reading " + files + ": the blob "
                        + descriptor.digest() + " (" + descriptor.mediaType()
                        + ") is missing from the archive; was it written whole?"));
        requireSize(descriptor.digest().toString(), descriptor.size());
        byte[] bytes;
        try (InputStream in = new ArchiveBlob(file, descriptor.digest(), descriptor.size(), files.toString()).open()) {
            bytes = in.readAllBytes();
        }
        return parse(descriptor.digest().toString(), bytes, parser);
    }

    /** Returns a config, for which all its descriptors are the same. */
    ImageConfig config(Descriptor descriptor) throws IOException {
        return blob(descriptor, ImageConfig::parse);
    }

    /** Returns what bytes say. */
    <T> T parse(String name, byte[] bytes, Function<byte[], T> parser) throws IOException {
        try {
            return parser.apply(bytes);
        } catch (IllegalArgumentException e) {
            throw new IOException(
                    "Reading " + files + ": " + ArchiveText.of(name) + " cannot be read: " + e.getMessage(), e);
        }
    }

    private void requireSize(String name, long size) throws IOException {
        if (size > MAX_SIZE) {
            throw new IOException("Reading " + files + ": " + ArchiveText.of(name) + " has " + size
                    + " bytes; expected at most " + MAX_SIZE + " for an index, manifest or config");
        }
    }
}
