package dev.dockdash.layer;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/** Reads layers with commons-compress alone, not with the code under test. */
final class Tars {

    private Tars() {}

    record Entry(TarArchiveEntry header, String content) {
        String name() {
            return header.getName();
        }
    }

    static List<Entry> read(Layer layer) throws IOException {
        byte[] blob;
        try (InputStream in = layer.blob().open()) {
            blob = in.readAllBytes();
        }
        List<Entry> entries = new ArrayList<>();
        try (TarArchiveInputStream tar =
                new TarArchiveInputStream(uncompressed(layer, new ByteArrayInputStream(blob)), "UTF-8")) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                entries.add(new Entry(entry, new String(tar.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8)));
            }
        }
        return entries;
    }

    static List<String> names(Layer layer) throws IOException {
        return read(layer).stream().map(Entry::name).toList();
    }

    static Entry entry(Layer layer, String name) throws IOException {
        return read(layer).stream()
                .filter(entry -> entry.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no entry " + name));
    }

    private static InputStream uncompressed(Layer layer, InputStream blob) throws IOException {
        return switch (layer.mediaType().value().replaceFirst(".*\\.tar", "")) {
            case "+zstd" -> new com.github.luben.zstd.ZstdInputStream(blob);
            case "+gzip" -> new GZIPInputStream(blob);
            default -> blob;
        };
    }
}
