package dev.dockdash.image;

import dev.dockdash.image.FileChange.Kind;
import dev.dockdash.layer.RawTar;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * A stack of layers, and what the specification says that they make: a plain map of paths that shares no thought with the
 * code under test.
 */
final class LayerStack {

    /** Makes a content as large as those are that extraction keeps apart. */
    private static final String PADDING = " ".repeat(128 << 10);

    /** What is at a path; names of one file share one. */
    static final class File {
        final FileType type;
        final int mode;
        final String content;

        File(FileType type, int mode, String content) {
            this.type = type;
            this.mode = mode;
            this.content = content;
        }
    }

    /** What a layer adds at a path. */
    enum Addition {
        FILE,
        DIRECTORY,
        SYMBOLIC_LINK,
        HARD_LINK
    }

    /** How a path is written in a tar. */
    enum Spelling {
        PLAIN(""),
        DOTTED("./"),
        ROOTED("/");

        private final String prefix;

        Spelling(String prefix) {
            this.prefix = prefix;
        }

        private String of(String path) {
            return prefix + path;
        }
    }

    /**
     * Something that a layer adds; left out where the layers below make no sense of it.
     *
     * @param number which content a file has, and which of the files that are there a hard link is another name of
     */
    record Added(Addition kind, String path, Spelling spelling, int mode, int number) {}

    /**
     * Something that a layer deletes; left out where the layers below make no sense of it.
     *
     * @param opaque whether all in the path goes, and the path stays
     * @param position before which entry of its layer it lies
     */
    record Deleted(String path, boolean opaque, int position) {}

    /** What a layer does. */
    record Changes(List<Deleted> deleted, List<Added> added) {}

    final List<RawTar> layers = new ArrayList<>();
    final TreeMap<String, File> files = new TreeMap<>();
    final Map<String, List<String>> changes = new TreeMap<>();
    private final Set<String> touched = new HashSet<>();

    LayerStack(List<Changes> all) {
        for (int layer = 0; layer < all.size(); layer++) {
            addLayer(layer, all.get(layer));
        }
    }

    private void addLayer(int layer, Changes wanted) {
        TreeMap<String, File> before = new TreeMap<>(files);
        touched.clear();
        List<Deleted> deleted = delete(wanted.deleted());
        List<RawTar> entries = new ArrayList<>();
        wanted.added().forEach(added -> entry(added).ifPresent(entries::add));
        for (Deleted one : deleted) {
            entries.add(one.position() % (entries.size() + 1), whiteout(one));
        }
        RawTar tar = new RawTar();
        entries.forEach(part -> tar.raw(part.withoutEnd()));
        layers.add(tar);
        note(layer, before);
    }

    private List<Deleted> delete(List<Deleted> wanted) {
        TreeMap<String, File> lower = new TreeMap<>(files);
        List<Deleted> sensible = wanted.stream()
                .filter(one -> isFree(one.opaque() ? one.path() + "/x" : one.path(), lower))
                .toList();
        for (Deleted one : sensible) {
            removeBelow(one.path());
            if (!one.opaque()) {
                files.remove(one.path());
            }
        }
        return sensible;
    }

    private static RawTar whiteout(Deleted deleted) {
        String path = deleted.path();
        int name = path.lastIndexOf('/') + 1;
        return new RawTar()
                .whiteout(
                        deleted.opaque()
                                ? path + "/.wh..wh..opq"
                                : path.substring(0, name) + ".wh." + path.substring(name));
    }

    private Optional<RawTar> entry(Added added) {
        String path = added.path();
        if (!isFree(path, files)) {
            return Optional.empty();
        }
        String name = added.spelling().of(path);
        return switch (added.kind()) {
            case FILE -> {
                String content = "content " + added.number() + (added.number() % 8 == 0 ? PADDING : "");
                put(path, new File(FileType.REGULAR_FILE, added.mode(), content));
                byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
                yield Optional.of(new RawTar().add(name, '0', bytes, header -> header.mode(added.mode())));
            }
            case DIRECTORY -> {
                put(path, new File(FileType.DIRECTORY, added.mode(), ""));
                yield Optional.of(new RawTar().add(name + "/", '5', new byte[0], header -> header.mode(added.mode())));
            }
            case SYMBOLIC_LINK -> {
                put(path, new File(FileType.SYMBOLIC_LINK, 0777, "target"));
                yield Optional.of(new RawTar().symbolicLink(name, "target"));
            }
            case HARD_LINK -> hardLink(added);
        };
    }

    /** Making the way to the link may replace what it leads to. */
    private Optional<RawTar> hardLink(Added added) {
        String path = added.path();
        List<Map.Entry<String, File>> existing = files.entrySet().stream()
                .filter(other -> other.getValue().type != FileType.DIRECTORY)
                .filter(other -> !(path + "/").startsWith(other.getKey() + "/"))
                .filter(other -> !other.getKey().startsWith(path + "/"))
                .toList();
        if (existing.isEmpty()) {
            return Optional.empty();
        }
        Map.Entry<String, File> target = existing.get(added.number() % existing.size());
        put(path, target.getValue());
        Spelling spelling = added.spelling();
        return Optional.of(new RawTar().hardLink(spelling.of(path), spelling.of(target.getKey())));
    }

    /** Entries behind links have tests of their own. */
    private static boolean isFree(String path, Map<String, File> files) {
        for (int slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', slash + 1)) {
            File file = files.get(path.substring(0, slash));
            if (file != null && file.type == FileType.SYMBOLIC_LINK) {
                return false;
            }
        }
        return true;
    }

    private void put(String path, File file) {
        for (int slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', slash + 1)) {
            String parent = path.substring(0, slash);
            File existing = files.get(parent);
            if (existing == null || existing.type != FileType.DIRECTORY) {
                files.put(parent, new File(FileType.DIRECTORY, 0755, ""));
                touched.add(parent);
            }
        }
        if (file.type != FileType.DIRECTORY) {
            removeBelow(path);
        }
        files.put(path, file);
        touched.add(path);
    }

    private void removeBelow(String path) {
        files.keySet().removeIf(name -> name.startsWith(path + "/"));
    }

    private void note(int layer, Map<String, File> before) {
        Set<String> all = new HashSet<>(before.keySet());
        all.addAll(files.keySet());
        for (String path : all) {
            boolean was = before.containsKey(path);
            boolean is = files.containsKey(path);
            if (was && is && !touched.contains(path)) {
                continue;
            }
            Kind kind = !was ? Kind.ADDED : is ? Kind.CHANGED : Kind.DELETED;
            changes.computeIfAbsent(path, absent -> new ArrayList<>()).add(kind + " " + layer);
        }
    }

    /** Returns how many names a file has. */
    long links(File file) {
        return files.values().stream().filter(other -> other == file).count();
    }
}
