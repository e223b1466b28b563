package dev.dockdash.layer;

import dev.dockdash.internal.tar.SparseMap;
import dev.dockdash.layer.LayerEntry.SpecialFile.Kind;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Writes and reads an index; metadata that entries share is written once. */
final class LayerIndexFormat {

    /** Another number makes every index that was written before a stranger. */
    static final int VERSION = 3;

    private static final int MAGIC = 0x64644958;

    private static final int FILE = 0;
    private static final int DIRECTORY = 1;
    private static final int SYMBOLIC_LINK = 2;
    private static final int HARD_LINK = 3;
    private static final int WHITEOUT = 4;
    private static final int OPAQUE = 5;
    private static final int SPECIAL = 6;

    private LayerIndexFormat() {}

    static void write(LayerIndex index, DataOutputStream out) throws IOException {
        out.writeInt(MAGIC);
        out.writeInt(VERSION);
        out.writeInt(index.entries().size());
        Map<EntryMetadata, Integer> known = new HashMap<>();
        for (int i = 0; i < index.entries().size(); i++) {
            LayerEntry entry = index.entries().get(i);
            writeEntry(entry, out);
            writeMetadata(entry.metadata(), known, out);
            writeContent(index.contents().get(i), out);
        }
        index.hashes().write(out);
        out.writeInt(MAGIC);
    }

    /** Returns the index that was written, or fails in any other way than by a wrong one. */
    static LayerIndex read(DataInputStream in) throws IOException {
        if (in.readInt() != MAGIC || in.readInt() != VERSION) {
            throw new IOException("Not an index of this version");
        }
        int count = in.readInt();
        List<EntryMetadata> known = new ArrayList<>();
        LayerIndex.Builder index = new LayerIndex.Builder();
        for (int i = 0; i < count; i++) {
            int type = in.readByte();
            String path = readText(in);
            LayerEntry entry = readEntry(type, path, in, known);
            index.add(entry, readContent(in));
        }
        PrefixHashes hashes = PrefixHashes.read(in);
        if (in.readInt() != MAGIC) {
            throw new IOException("Not the end of an index");
        }
        return index.build(hashes);
    }

    private static void writeEntry(LayerEntry entry, DataOutputStream out) throws IOException {
        out.writeByte(type(entry));
        writeText(entry.path(), out);
        if (entry instanceof LayerEntry.RegularFile file) {
            out.writeLong(file.size());
        } else if (entry instanceof LayerEntry.SymbolicLink link) {
            writeText(link.target(), out);
        } else if (entry instanceof LayerEntry.HardLink link) {
            writeText(link.target(), out);
        } else if (entry instanceof LayerEntry.SpecialFile special) {
            writeText(special.kind().name(), out);
            out.writeInt(special.major());
            out.writeInt(special.minor());
        }
    }

    private static int type(LayerEntry entry) {
        if (entry instanceof LayerEntry.RegularFile) {
            return FILE;
        } else if (entry instanceof LayerEntry.Directory) {
            return DIRECTORY;
        } else if (entry instanceof LayerEntry.SymbolicLink) {
            return SYMBOLIC_LINK;
        } else if (entry instanceof LayerEntry.HardLink) {
            return HARD_LINK;
        } else if (entry instanceof LayerEntry.Whiteout) {
            return WHITEOUT;
        }
        return entry instanceof LayerEntry.OpaqueMarker ? OPAQUE : SPECIAL;
    }

    private static LayerEntry readEntry(int type, String path, DataInputStream in, List<EntryMetadata> known)
            throws IOException {
        switch (type) {
            case FILE -> {
                long size = in.readLong();
                return new LayerEntry.RegularFile(path, readMetadata(in, known), size);
            }
            case SYMBOLIC_LINK -> {
                String target = readText(in);
                return new LayerEntry.SymbolicLink(path, readMetadata(in, known), target);
            }
            case HARD_LINK -> {
                String target = readText(in);
                return new LayerEntry.HardLink(path, readMetadata(in, known), target);
            }
            case SPECIAL -> {
                Kind kind = kind(readText(in));
                int major = in.readInt();
                int minor = in.readInt();
                return new LayerEntry.SpecialFile(path, readMetadata(in, known), kind, major, minor);
            }
            case DIRECTORY -> {
                return new LayerEntry.Directory(path, readMetadata(in, known));
            }
            case WHITEOUT -> {
                return new LayerEntry.Whiteout(path, readMetadata(in, known));
            }
            case OPAQUE -> {
                return new LayerEntry.OpaqueMarker(path, readMetadata(in, known));
            }
            default -> throw new IOException("Not the type of an entry: " + type);
        }
    }

    private static Kind kind(String name) throws IOException {
        for (Kind kind : Kind.values()) {
            if (kind.name().equals(name)) {
                return kind;
            }
        }
        throw new IOException("Not the kind of a special file: " + name);
    }

    private static void writeMetadata(EntryMetadata metadata, Map<EntryMetadata, Integer> known, DataOutputStream out)
            throws IOException {
        Integer number = known.putIfAbsent(metadata, known.size());
        out.writeInt(number == null ? known.size() - 1 : number);
        if (number != null) {
            return;
        }
        out.writeInt(metadata.mode());
        out.writeLong(metadata.uid());
        out.writeLong(metadata.gid());
        writeText(metadata.userName(), out);
        writeText(metadata.groupName(), out);
        Instant modified = metadata.modified();
        out.writeLong(modified.getEpochSecond());
        out.writeInt(modified.getNano());
        out.writeInt(metadata.xattrs().size());
        for (Map.Entry<String, String> xattr : metadata.xattrs().entrySet()) {
            writeText(xattr.getKey(), out);
            writeText(xattr.getValue(), out);
        }
    }

    private static EntryMetadata readMetadata(DataInputStream in, List<EntryMetadata> known) throws IOException {
        int number = in.readInt();
        if (number >= 0 && number < known.size()) {
            return known.get(number);
        }
        int mode = in.readInt();
        long uid = in.readLong();
        long gid = in.readLong();
        String userName = readText(in);
        String groupName = readText(in);
        Instant modified = instant(in.readLong(), in.readInt());
        int count = in.readInt();
        Map<String, String> xattrs = new HashMap<>();
        for (int i = 0; i < count; i++) {
            xattrs.put(readText(in), readText(in));
        }
        EntryMetadata metadata = new EntryMetadata(mode, uid, gid, userName, groupName, modified, xattrs);
        known.add(metadata);
        return metadata;
    }

    private static Instant instant(long seconds, int nanos) throws IOException {
        try {
            return Instant.ofEpochSecond(seconds, nanos);
        } catch (DateTimeException | ArithmeticException e) {
            throw new IOException("Not a time", e);
        }
    }

    private static void writeContent(StoredContent content, DataOutputStream out) throws IOException {
        out.writeLong(content.size());
        if (content.size() == 0) {
            return;
        }
        out.writeLong(content.offset());
        out.writeLong(content.stored());
        out.writeInt(content.sparse().count());
        for (int i = 0; i < content.sparse().count(); i++) {
            out.writeLong(content.sparse().offset(i));
            out.writeLong(content.sparse().length(i));
        }
    }

    private static StoredContent readContent(DataInputStream in) throws IOException {
        long size = in.readLong();
        if (size == 0) {
            return StoredContent.EMPTY;
        }
        long offset = in.readLong();
        long stored = in.readLong();
        int pieces = in.readInt();
        List<Long> numbers = new ArrayList<>();
        for (int i = 0; i < 2 * pieces; i++) {
            numbers.add(in.readLong());
        }
        SparseMap sparse = pieces == 0
                ? SparseMap.NONE
                : SparseMap.of(numbers.stream().mapToLong(Long::longValue).toArray(), stored, size);
        return new StoredContent(offset, stored, size, sparse);
    }

    /** Not UTF-8, which has no place for the characters that stand for bytes of names in other encodings. */
    private static void writeText(String text, DataOutputStream out) throws IOException {
        boolean wide = text.chars().anyMatch(c -> c > 0xff);
        out.writeInt(wide ? -text.length() : text.length());
        if (wide) {
            out.writeChars(text);
        } else {
            out.write(text.getBytes(StandardCharsets.ISO_8859_1));
        }
    }

    private static String readText(DataInputStream in) throws IOException {
        int length = in.readInt();
        if (length >= 0) {
            byte[] bytes = in.readNBytes(length);
            if (bytes.length < length) {
                throw new IOException("An index ends within a text");
            }
            return new String(bytes, StandardCharsets.ISO_8859_1);
        }
        StringBuilder text = new StringBuilder();
        for (int i = 0; i > length; i--) {
            text.append(in.readChar());
        }
        return text.toString();
    }
}
