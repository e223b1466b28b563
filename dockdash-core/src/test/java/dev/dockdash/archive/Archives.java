package dev.dockdash.archive;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.dockdash.blob.Blob;
import dev.dockdash.layer.Layer;
import dev.dockdash.oci.Descriptor;
import dev.dockdash.oci.Digest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/** Reads archives and layouts with commons-compress and Jackson alone, not with the code under test. */
final class Archives {

    private static final ObjectMapper JSON = new ObjectMapper();

    private Archives() {}

    /** Returns the files of a tar in their order, after a look at what all their headers must say. */
    static Map<String, byte[]> files(byte[] tar) throws IOException {
        Map<String, byte[]> files = new LinkedHashMap<>();
        try (TarArchiveInputStream in = new TarArchiveInputStream(new ByteArrayInputStream(tar), "UTF-8")) {
            for (TarArchiveEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                if (!entry.isFile()
                        || entry.getMode() != 0100644 && entry.getMode() != 0644
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
        return files;
    }

    static Map<String, byte[]> files(Path tar) throws IOException {
        return files(Files.readAllBytes(tar));
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
                return new InputStream() {
                    private int left = 3;

                    @Override
                    public int read() throws IOException {
                        if (left-- == 0) {
                            throw new IOException("the disk is gone");
                        }
                        return 'x';
                    }
                };
            }
        };
        return Layer.of(Descriptor.of(layer.mediaType(), layer.digest(), layer.size()), layer.diffId(), broken);
    }

    static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
