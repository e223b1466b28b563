package dev.dockdash.image;

import dev.dockdash.blob.Blob;
import dev.dockdash.blob.BlobMismatchException;
import dev.dockdash.internal.compression.Decompression;
import dev.dockdash.internal.compression.Decompression.Format;
import dev.dockdash.layer.Layer;
import dev.dockdash.oci.Descriptor;
import dev.dockdash.oci.Digest;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Compares the bytes of one layer with what is said of them. */
final class LayerValidation {

    private static final int BUFFER_SIZE = 128 * 1024;

    private final List<Finding> findings = new ArrayList<>();
    private final String subject;
    private final Descriptor descriptor;

    private LayerValidation(String subject, Descriptor descriptor) {
        this.subject = subject;
        this.descriptor = descriptor;
    }

    static List<Finding> validate(String subject, Descriptor descriptor, Optional<Digest> diffId, Blob blob) {
        LayerValidation validation = new LayerValidation(subject, descriptor);
        if (validation.checkBytes(blob)) {
            validation.checkTar(diffId, blob);
        }
        return validation.findings;
    }

    /** Returns whether it makes sense to look inside. */
    private boolean checkBytes(Blob blob) {
        if (!blob.digest().equals(descriptor.digest()) || blob.size() != descriptor.size()) {
            add(
                    "bytes",
                    blob.digest() + " of " + blob.size() + " bytes",
                    descriptor.digest() + " of " + descriptor.size() + " bytes by the manifest");
            return false;
        }
        MessageDigest hash = descriptor.digest().algorithm().newMessageDigest();
        long size;
        Format format;
        try (BufferedInputStream in = new BufferedInputStream(new DigestInputStream(blob.open(), hash), BUFFER_SIZE)) {
            format = Decompression.format(in);
            size = in.transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            addUnreadable("bytes", e, descriptor.digest() + " of " + descriptor.size() + " bytes by the manifest");
            return false;
        }
        checkFormat(format);
        Digest digest = Digest.of(descriptor.digest().algorithm(), hash);
        if (!digest.equals(descriptor.digest())) {
            add("digest", digest.toString(), descriptor.digest() + " by the manifest");
        }
        if (size != descriptor.size()) {
            add("size", String.valueOf(size), descriptor.size() + " by the manifest");
        }
        return digest.equals(descriptor.digest());
    }

    private void checkFormat(Format found) {
        String type = descriptor.mediaType().value();
        if (!type.contains("tar") && !type.contains("rootfs")) {
            add("media type", type, "that of a layer, such as application/vnd.oci.image.layer.v1.tar+gzip");
            return;
        }
        Format said = type.endsWith("zstd") ? Format.ZSTD : type.endsWith("gzip") ? Format.GZIP : Format.NONE;
        if (found != said) {
            add("compression", name(found), name(said) + " by its media type " + type);
        }
    }

    private static String name(Format format) {
        return switch (format) {
            case ZSTD -> "zstd";
            case GZIP -> "gzip";
            case NONE -> "none";
        };
    }

    private void checkTar(Optional<Digest> diffId, Blob blob) {
        Optional<Digest> actual = uncompressedDigest(blob, diffId);
        if (actual.isEmpty()) {
            return;
        }
        if (diffId.isPresent() && !diffId.equals(actual)) {
            add("diffID", actual.get().toString(), diffId.get() + " by the config");
        }
        try {
            Layer.of(descriptor, actual.get(), blob).entries();
        } catch (IOException e) {
            addUnreadable("tar", e, "one that can be read");
        }
    }

    /** Reads within the limits of layers; the end of the tar tells whether it has its diffID, not which it has. */
    private Optional<Digest> uncompressedDigest(Blob blob, Optional<Digest> diffId) {
        Digest expected = diffId.orElse(descriptor.digest());
        MessageDigest hash = expected.algorithm().newMessageDigest();
        try (InputStream in =
                new DigestInputStream(Layer.of(descriptor, expected, blob).openTar(), hash)) {
            in.transferTo(OutputStream.nullOutputStream());
        } catch (BlobMismatchException e) {
            return Optional.of(Digest.of(expected.algorithm(), hash));
        } catch (IOException e) {
            addUnreadable("compressed data", e, "such that can be decompressed");
            return Optional.empty();
        }
        return Optional.of(Digest.of(expected.algorithm(), hash));
    }

    private void addUnreadable(String property, IOException e, String expected) {
        add(property, "unreadable (" + e.getMessage() + ")", expected);
    }

    private void add(String property, String found, String expected) {
        findings.add(new Finding(subject, property, found, expected));
    }
}
