package dev.dockdash.layer;

import dev.dockdash.internal.tar.TarEntry;
import dev.dockdash.internal.tar.TarReader;
import dev.dockdash.layer.LayerEntry.SpecialFile.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;

/** Reads a whole tar, in the terms of the image specification, into an index. */
final class LayerReader {

    private static final int MODE_BITS = 07777;

    /** Most entries of a layer share their metadata with some before them. */
    private static final int REMEMBERED_METADATA = 1024;

    private final TarReader tar;
    private final String source;
    private final EntryLimits limits;
    private final Layer.ContentVisitor visitor;
    private final LayerIndex.Builder index = new LayerIndex.Builder();
    private final Map<EntryMetadata, EntryMetadata> remembered = new HashMap<>();

    private LayerReader(InputStream in, String source, LayerLimits limits, Layer.ContentVisitor visitor) {
        this.tar = new TarReader(in, source, limits.headerSize());
        this.source = source;
        this.limits = new EntryLimits(limits, source);
        this.visitor = visitor;
    }

    /**
     * Reads all entries; what comes after the end of the tar is left.
     *
     * @param visitor takes the contents of files that are neither empty nor sparse, before anything is verified
     * @throws IOException if the bytes are not a tar, or more than the limits allow, or the visitor fails
     */
    static LayerIndex.Builder read(InputStream in, String source, LayerLimits limits, Layer.ContentVisitor visitor)
            throws IOException {
        return new LayerReader(in, source, limits, visitor).read();
    }

    private LayerIndex.Builder read() throws IOException {
        TarEntry entry = tar.next();
        if (entry == null && tar.position() == 0) {
            throw new IOException("Reading " + source + ": it is empty; expected a tar, which has at least its end");
        }
        while (entry != null) {
            limits.check(entry);
            LayerEntry converted = convert(entry);
            if (entry.storedSize() > 0 || entry.size() > 0) {
                if (converted instanceof LayerEntry.RegularFile && isStoredWhole(entry)) {
                    visitor.visit(index.size(), tar.content());
                }
                index.add(
                        converted, new StoredContent(entry.offset(), entry.storedSize(), entry.size(), entry.sparse()));
            } else {
                index.add(converted);
            }
            entry = tar.next();
        }
        return index;
    }

    private static boolean isStoredWhole(TarEntry entry) {
        return entry.storedSize() == entry.size() && entry.sparse().count() == 0;
    }

    private LayerEntry convert(TarEntry entry) throws IOException {
        String path = entry.name();
        String name = EntryPath.lastName(path);
        EntryMetadata metadata = metadata(entry);
        if (name.startsWith(EntryPath.WHITEOUT_PREFIX) && !name.startsWith(EntryPath.AUFS_PREFIX)) {
            return whiteout(entry, name, metadata);
        }
        if (name.equals(EntryPath.OPAQUE_MARKER)) {
            return new LayerEntry.OpaqueMarker(path, metadata);
        }
        return switch (entry.typeFlag()) {
            case '0' -> new LayerEntry.RegularFile(path, metadata, entry.size());
            case '1' -> new LayerEntry.HardLink(path, metadata, entry.linkName());
            case '2' -> new LayerEntry.SymbolicLink(path, metadata, entry.linkName());
            case '3' -> special(entry, metadata, Kind.CHARACTER_DEVICE);
            case '4' -> special(entry, metadata, Kind.BLOCK_DEVICE);
            case '5' -> new LayerEntry.Directory(path, metadata);
            case '6' -> special(entry, metadata, Kind.FIFO);
            default ->
                throw new IOException("Reading " + source + ": " + path + " has the unknown type '" + entry.typeFlag()
                        + "'; expected a file, directory, link, device or pipe");
        };
    }

    /** Whatever has such a name is a whiteout, as for every engine, except a directory, which nothing could be below. */
    private LayerEntry whiteout(TarEntry entry, String name, EntryMetadata metadata) throws IOException {
        String hidden = name.substring(EntryPath.WHITEOUT_PREFIX.length());
        if (hidden.isEmpty() || hidden.equals(".") || hidden.equals("..")) {
            throw new IOException(
                    "Reading " + source + ": the whiteout " + entry.name() + " names nothing that could be deleted");
        }
        if (entry.typeFlag() == '5') {
            throw new IOException("Reading " + source + ": the directory " + entry.name()
                    + " has the name of a whiteout; expected an empty file of that name");
        }
        return new LayerEntry.Whiteout(entry.name(), metadata);
    }

    private static LayerEntry special(TarEntry entry, EntryMetadata metadata, Kind kind) {
        return new LayerEntry.SpecialFile(entry.name(), metadata, kind, entry.deviceMajor(), entry.deviceMinor());
    }

    /** Some builders leave the bits of the type in the mode. */
    private EntryMetadata metadata(TarEntry entry) {
        EntryMetadata metadata = new EntryMetadata(
                (int) (entry.mode() & MODE_BITS),
                entry.uid(),
                entry.gid(),
                entry.userName(),
                entry.groupName(),
                entry.modified(),
                entry.xattrs());
        if (remembered.size() == REMEMBERED_METADATA) {
            remembered.clear();
        }
        EntryMetadata known = remembered.putIfAbsent(metadata, metadata);
        return known == null ? metadata : known;
    }
}
