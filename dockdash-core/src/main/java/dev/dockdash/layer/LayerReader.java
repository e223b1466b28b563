package dev.dockdash.layer;

import dev.dockdash.layer.LayerEntry.SpecialFile.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/** Reads a tar entry by entry into the terms of the image specification. */
final class LayerReader {

    private static final int MODE_BITS = 07777;
    private static final String XATTR_PREFIX = "SCHILY.xattr.";

    /** Takes an entry with its content, which is valid only during the call. */
    @FunctionalInterface
    interface Visitor {

        /** Returns whether to go on. */
        boolean visit(LayerEntry entry, InputStream content) throws IOException;
    }

    private LayerReader() {}

    /**
     * Visits entries in their order until the visitor has enough; whatever is left of the tar is not read then.
     *
     * @throws IOException if the bytes are not a tar, or the visitor fails
     */
    static void read(InputStream tar, Visitor visitor) throws IOException {
        TarArchiveInputStream in = new TarArchiveInputStream(tar, StandardCharsets.UTF_8.name());
        for (TarArchiveEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
            if (!visitor.visit(convert(entry), in)) {
                return;
            }
        }
    }

    private static LayerEntry convert(TarArchiveEntry entry) throws IOException {
        String path = entry.getName();
        EntryMetadata metadata = metadata(entry);
        if (entry.isSymbolicLink()) {
            return new LayerEntry.SymbolicLink(path, metadata, entry.getLinkName());
        }
        if (entry.isLink()) {
            return new LayerEntry.HardLink(path, metadata, entry.getLinkName());
        }
        if (entry.isDirectory()) {
            return new LayerEntry.Directory(path, metadata);
        }
        if (entry.isCharacterDevice()) {
            return special(entry, metadata, Kind.CHARACTER_DEVICE);
        }
        if (entry.isBlockDevice()) {
            return special(entry, metadata, Kind.BLOCK_DEVICE);
        }
        if (entry.isFIFO()) {
            return special(entry, metadata, Kind.FIFO);
        }
        return fileOrWhiteout(entry, metadata);
    }

    private static LayerEntry fileOrWhiteout(TarArchiveEntry entry, EntryMetadata metadata) throws IOException {
        String path = entry.getName();
        String name = EntryPath.name(path);
        if (!entry.isFile() && !entry.isSparse()) {
            throw new IOException("Reading a layer: " + path + " has the unknown type '" + (char) entry.getLinkFlag()
                    + "'; expected a file, directory, link, device or pipe");
        }
        if (name.equals(EntryPath.OPAQUE_MARKER)) {
            return new LayerEntry.OpaqueMarker(path, metadata);
        }
        if (name.startsWith(EntryPath.WHITEOUT_PREFIX)) {
            return whiteout(path, name, metadata);
        }
        return new LayerEntry.RegularFile(path, metadata, entry.getRealSize());
    }

    private static LayerEntry whiteout(String path, String name, EntryMetadata metadata) throws IOException {
        String hidden = name.substring(EntryPath.WHITEOUT_PREFIX.length());
        if (hidden.isEmpty() || hidden.equals(".") || hidden.equals("..")) {
            throw new IOException("Reading a layer: the whiteout " + path + " names nothing that could be deleted");
        }
        return new LayerEntry.Whiteout(path, metadata);
    }

    private static LayerEntry special(TarArchiveEntry entry, EntryMetadata metadata, Kind kind) {
        return new LayerEntry.SpecialFile(entry.getName(), metadata, kind, entry.getDevMajor(), entry.getDevMinor());
    }

    private static EntryMetadata metadata(TarArchiveEntry entry) {
        Map<String, String> xattrs = new HashMap<>();
        entry.getExtraPaxHeaders().forEach((key, value) -> {
            if (key.startsWith(XATTR_PREFIX)) {
                byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
                xattrs.put(key.substring(XATTR_PREFIX.length()), new String(bytes, StandardCharsets.ISO_8859_1));
            }
        });
        return new EntryMetadata(
                entry.getMode() & MODE_BITS,
                entry.getLongUserId(),
                entry.getLongGroupId(),
                entry.getUserName(),
                entry.getGroupName(),
                entry.getLastModifiedTime().toInstant(),
                xattrs);
    }
}
