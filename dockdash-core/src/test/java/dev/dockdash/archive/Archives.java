package dev.dockdash.archive;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.dockdash.blob.Blob;
import dev.dockdash.layer.Layer;
import dev.dockdash.oci.Descriptor;
import dev.dockdash.oci.Digest;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/** Reads archives and layouts with commons-compress and Jackson alone, not with the code under test. */
final class Archives {

    private static final ObjectMapper JSON = new ObjectMapper();

    private Archives() {}

    /** The files of a tar, in their order. */
    record Tar(Map<String, byte[]> files) {

        List<String> names() {
            return List.copyOf(files.keySet());
        }

        byte[] bytes(String name) {
            return Objects.requireNonNull(files.get(name), name);
        }

        JsonNode json(String name) throws IOException {
            return Archives.json(bytes(name));
        }
    }

    /** Returns the files of a tar, after a look at what all their headers must say. */
    static Tar read(byte[] tar) throws IOException {
        Map<String, byte[]> files = new LinkedHashMap<>();
        try (TarArchiveInputStream in = new TarArchiveInputStream(new ByteArrayInputStream(tar), "UTF-8")) {
            for (TarArchiveEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                if (!entry.isFile()
                        || entry.getMode() != 0644
                        || entry.getLongUserId() != 0
                        || entry.getLongGroupId() != 0
                        || entry.getLastModifiedTime().toMillis() != 0) {
                    throw new AssertionError("not reproducible: " + entry.getName());
                }
                if (files.put(entry.getName(), in.readAllBytes()) != null) {
                    throw new AssertionError("twice: " + entry.getName());
                }
            }
        }
        return new Tar(files);
    }

    static Tar read(Path tar) throws IOException {
        return read(Files.readAllBytes(tar));
    }

    static JsonNode json(byte[] bytes) throws IOException {
        return JSON.readTree(bytes);
    }

    /** Returns the names of all files below a folder, sorted. */
    static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> folder.relativize(file).toString())
                    .sorted()
                    .toList();
        }
    }

    static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    static String blobName(Digest digest) {
        return "blobs/sha256/" + digest.hex();
    }

    static byte[] bytes(Blob blob) throws IOException {
        try (InputStream in = blob.open()) {
            return in.readAllBytes();
        }
    }

    /** Returns a layer whose blob cannot be read to its end. */
    static Layer broken(Layer layer) {
        Blob broken = new Blob() {
            @Override
            public Digest digest() {
                return layer.digest();
            }

            @Override
            public long size() {
                return layer.size();
            }

            @Override
            public InputStream open() {
                return new FilterInputStream(new ByteArrayInputStream(new byte[3])) {
                    @Override
                    public int read(byte[] buffer, int offset, int length) throws IOException {
                        int count = super.read(buffer, offset, length);
                        if (count < 0) {
                            throw new IOException("the disk is gone");
                        }
                        return count;
                    }
                };
            }
        };
        return Layer.of(Descriptor.of(layer.mediaType(), layer.digest(), layer.size()), layer.diffId(), broken);
    }
}
