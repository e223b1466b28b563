package dev.dockdash.layer;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** A directory tree with a bit of everything, the same whatever the order in which it is made. */
final class FixtureTree {

    private static final int LARGE = Chunk.SIZE + 400_321;

    private final Path root;
    private final List<Step> steps = new ArrayList<>();

    private interface Step {
        void run() throws IOException;
    }

    private FixtureTree(Path root) {
        this.root = root;
    }

    /** Makes the tree in a new directory, its files in an order that depends on the seed. */
    static Path create(Path root, long order) throws IOException {
        FixtureTree tree = new FixtureTree(Files.createDirectories(root));
        tree.collect();
        Collections.shuffle(tree.steps, new Random(order));
        for (Step step : tree.steps) {
            step.run();
        }
        return root;
    }

    private void collect() {
        for (String name :
                List.of("a", "B", "a-b", "a.b", "I", "i", "İ", "ı", "ä", "größe-😀", "100% +1?#", "n".repeat(200))) {
            steps.add(() -> Files.writeString(inside(name), "content of " + name));
        }
        for (String folder :
                List.of("a.d/b", "a.d/b-c", "übung/Ürün", ("deep-" + "d".repeat(60) + "/").repeat(5) + "end")) {
            steps.add(() -> Files.writeString(inside(folder + "/file"), "in " + folder));
        }
        steps.add(() -> Files.createDirectories(inside("empty")));
        steps.add(() -> Files.write(inside("large/random"), random()));
        steps.add(() -> Files.write(inside("large/text"), text()));
        steps.add(() -> makeExecutable(Files.writeString(inside("bin/run"), "#!/bin/sh\n")));
        steps.add(() -> Files.createSymbolicLink(inside("link"), Path.of("../somewhere/else")));
        steps.add(() ->
                Files.createSymbolicLink(inside("link-ü"), named("größe-😀").getFileName()));
        for (String name : List.of("linked/z", "linked/a", "linked/m", "other-name")) {
            steps.add(() -> addName(inside(name)));
        }
    }

    private void addName(Path name) throws IOException {
        for (String other : List.of("linked/z", "linked/a", "linked/m", "other-name")) {
            if (Files.exists(named(other))) {
                Files.createLink(name, named(other));
                return;
            }
        }
        Files.writeString(name, "a file with four names");
    }

    /** Returns a path whose parents are there. */
    private Path inside(String name) throws IOException {
        Path path = named(name);
        Files.createDirectories(path.getParent());
        return path;
    }

    /** Goes through a URI, which carries UTF-8 names also where the locale does not. */
    private Path named(String name) {
        String encoded = URLEncoder.encode(name, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("%2F", "/");
        String folder = root.toUri().toString();
        return Path.of(URI.create(folder.endsWith("/") ? folder + encoded : folder + "/" + encoded));
    }

    private static void makeExecutable(Path file) throws IOException {
        Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
        permissions.add(PosixFilePermission.OWNER_EXECUTE);
        Files.setPosixFilePermissions(file, permissions);
    }

    private static byte[] random() {
        byte[] bytes = new byte[LARGE];
        new Random(1).nextBytes(bytes);
        return bytes;
    }

    private static byte[] text() {
        StringBuilder text = new StringBuilder(LARGE);
        for (int line = 0; text.length() < LARGE; line++) {
            text.append("line ").append(line).append(" of a text that compresses well\n");
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }
}
