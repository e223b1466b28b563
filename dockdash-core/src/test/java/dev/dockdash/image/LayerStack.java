package dev.dockdash.image;

import dev.dockdash.image.FileChange.Kind;
import dev.dockdash.layer.RawTar;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;

/**
 * A random stack of layers, and what the specification says that they make: a plain map of paths that shares no thought
 * with the code under test.
 */
final class LayerStack {

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

    private static final String NAMES = "abc";

    final List<RawTar> layers = new ArrayList<>();
    final TreeMap<String, File> files = new TreeMap<>();
    final Map<String, List<String>> changes = new TreeMap<>();
    private final Random random;
    private final Set<String> touched = new HashSet<>();

    LayerStack(long seed) {
        random = new Random(seed);
        int count = 1 + random.nextInt(5);
        for (int layer = 0; layer < count; layer++) {
            addLayer(layer);
        }
    }

    private void addLayer(int layer) {
        TreeMap<String, File> before = new TreeMap<>(files);
        touched.clear();
        List<RawTar> whiteouts = whiteouts();
        List<RawTar> all = new ArrayList<>();
        int entries = random.nextInt(9);
        for (int i = 0; i < entries; i++) {
            String path = path();
            if (isFree(path)) {
                all.add(entry(path));
            }
        }
        for (RawTar whiteout : whiteouts) {
            all.add(random.nextInt(all.size() + 1), whiteout);
        }
        RawTar tar = new RawTar();
        all.forEach(part -> tar.raw(part.withoutEnd()));
        layers.add(tar);
        note(layer, before);
    }

    private List<RawTar> whiteouts() {
        List<RawTar> whiteouts = new ArrayList<>();
        TreeMap<String, File> lower = new TreeMap<>(files);
        int count = random.nextInt(3);
        for (int i = 0; i < count; i++) {
            String path = path();
            boolean opaque = random.nextInt(3) == 0;
            if (!isFree(opaque ? path + "/x" : path, lower)) {
                continue;
            }
            int slash = path.lastIndexOf('/');
            if (opaque) {
                removeBelow(path);
                whiteouts.add(new RawTar().whiteout(path + "/.wh..wh..opq"));
            } else {
                removeBelow(path);
                files.remove(path);
                whiteouts.add(new RawTar().whiteout(path.substring(0, slash + 1) + ".wh." + path.substring(slash + 1)));
            }
        }
        return whiteouts;
    }

    private RawTar entry(String path) {
        List<Map.Entry<String, File>> links = files.entrySet().stream()
                .filter(other -> other.getValue().type != FileType.DIRECTORY)
                .filter(other -> !other.getKey().equals(path))
                .toList();
        int kind = random.nextInt(links.isEmpty() ? 7 : 9);
        int mode = random.nextInt(512);
        if (kind < 4) {
            String content = "content " + random.nextInt(1000);
            put(path, new File(FileType.REGULAR_FILE, mode, content));
            return new RawTar().add(spelled(path), '0', content.getBytes(StandardCharsets.UTF_8), h -> h.mode(mode));
        } else if (kind < 6) {
            put(path, new File(FileType.DIRECTORY, mode, ""));
            return new RawTar().add(spelled(path) + "/", '5', new byte[0], h -> h.mode(mode));
        } else if (kind < 7) {
            put(path, new File(FileType.SYMBOLIC_LINK, 0777, "target"));
            return new RawTar().symbolicLink(spelled(path), "target");
        }
        Map.Entry<String, File> link = links.get(random.nextInt(links.size()));
        String existing = link.getKey();
        // Making the way to the link may replace what it leads to.
        if ((path + "/").startsWith(existing + "/") || existing.startsWith(path + "/")) {
            return new RawTar();
        }
        put(path, link.getValue());
        return new RawTar().hardLink(spelled(path), spelled(existing));
    }

    private String spelled(String path) {
        return List.of("", "./", "/").get(random.nextInt(3)) + path;
    }

    private String path() {
        StringBuilder path = new StringBuilder();
        int depth = 1 + random.nextInt(3);
        for (int i = 0; i < depth; i++) {
            path.append(i == 0 ? "" : "/").append(NAMES.charAt(random.nextInt(NAMES.length())));
        }
        return path.toString();
    }

    private boolean isFree(String path) {
        return isFree(path, files);
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
