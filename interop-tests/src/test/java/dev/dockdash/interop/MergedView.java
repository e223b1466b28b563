package dev.dockdash.interop;

import dev.dockdash.image.FileEntry;
import dev.dockdash.image.FileType;
import dev.dockdash.image.Image;
import dev.dockdash.oci.Digest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * All that is known of the files of an image, from two sides: what we read, and what a tool laid on a disk. Both are text
 * by path, without the root, of which tools think differently.
 */
final class MergedView {

    private static final int TYPE_BITS = 0170000;
    private static final Map<Integer, FileType> TYPES = Map.of(
            0100000, FileType.REGULAR_FILE,
            0040000, FileType.DIRECTORY,
            0120000, FileType.SYMBOLIC_LINK,
            0020000, FileType.CHARACTER_DEVICE,
            0060000, FileType.BLOCK_DEVICE,
            0010000, FileType.FIFO);

    private MergedView() {}

    /** Returns what we read. */
    static SortedMap<String, String> of(Image image) throws IOException {
        SortedMap<String, String> view = new TreeMap<>();
        Map<Object, String> firstNames = new HashMap<>();
        for (FileEntry entry : image.filesystem().entries().toList()) {
            String first = firstNames.computeIfAbsent(entry.inode(), inode -> entry.path());
            String what = switch (entry.type()) {
                case REGULAR_FILE ->
                    entry.size() + " bytes " + Digest.of(image.filesystem().readAllBytes(entry.path()));
                case SYMBOLIC_LINK -> entry.linkTarget().orElseThrow();
                case CHARACTER_DEVICE, BLOCK_DEVICE -> {
                    FileEntry.Device device = entry.device().orElseThrow();
                    yield device.major() + ":" + device.minor();
                }
                case DIRECTORY, FIFO -> "";
            };
            Owner owner = new Owner(entry.uid(), entry.gid());
            boolean linked = entry.linkCount() > 1;
            view.put(
                    entry.path(),
                    describe(entry.type(), entry.mode(), owner, entry.modified(), what, linked ? first : ""));
        }
        return view;
    }

    /** Returns what lies in a folder. */
    static SortedMap<String, String> on(Path root) throws IOException {
        SortedMap<String, String> view = new TreeMap<>();
        Map<Object, String> firstNames = new HashMap<>();
        for (Path file : below(root)) {
            String path = "/" + root.relativize(file);
            Map<String, Object> attributes = Files.readAttributes(file, "unix:*", LinkOption.NOFOLLOW_LINKS);
            int mode = (Integer) value(attributes, "mode");
            FileType type = TYPES.getOrDefault(mode & TYPE_BITS, FileType.REGULAR_FILE);
            String first = firstNames.computeIfAbsent(value(attributes, "ino"), inode -> path);
            boolean linked = type != FileType.DIRECTORY && (Integer) value(attributes, "nlink") > 1;
            Owner owner = new Owner(number(attributes, "uid"), number(attributes, "gid"));
            Instant modified = ((FileTime) value(attributes, "lastModifiedTime")).toInstant();
            view.put(
                    path,
                    describe(type, mode & 07777, owner, modified, what(file, type, attributes), linked ? first : ""));
        }
        return view;
    }

    private static String what(Path file, FileType type, Map<String, Object> attributes) throws IOException {
        return switch (type) {
            case REGULAR_FILE -> Files.size(file) + " bytes " + Digest.of(Files.readAllBytes(file));
            case SYMBOLIC_LINK -> Files.readSymbolicLink(file).toString();
            case CHARACTER_DEVICE, BLOCK_DEVICE -> device((Long) value(attributes, "rdev"));
            case DIRECTORY, FIFO -> "";
        };
    }

    /** The small numbers that old systems had are all that images need. */
    private static String device(long number) {
        return ((number >> 8) & 0xfff) + ":" + (number & 0xff);
    }

    /** Sorted, so that the first name of a file is the same on both sides. */
    private static List<Path> below(Path root) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(path -> !path.equals(root)).sorted().toList();
        }
    }

    private static Object value(Map<String, Object> attributes, String name) {
        Object value = attributes.get(name);
        if (value == null) {
            throw new IllegalStateException("This system has no attribute " + name);
        }
        return value;
    }

    private static long number(Map<String, Object> attributes, String name) {
        return Integer.toUnsignedLong((Integer) value(attributes, name));
    }

    /** Who a file belongs to. */
    private record Owner(long uid, long gid) {}

    private static String describe(FileType type, int mode, Owner owner, Instant modified, String what, String name) {
        return type + " " + Integer.toOctalString(mode) + " " + owner.uid() + ":" + owner.gid() + " " + modified + " "
                + what + (name.isEmpty() ? "" : ", the same file as " + name);
    }
}
