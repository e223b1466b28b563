package dev.dockdash.image;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dockdash.layer.RawTar;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Random stacks of layers against a naive model of the specification; the seed of a failure is in its description. */
class LayerStackTest {

    private static final int STACKS = 500;
    private static final int EXTRACTED = 60;

    @TempDir
    Path temp;

    private static ImageFilesystem merge(LayerStack stack) throws IOException {
        return ImageFilesystem.of(stack.layers.stream().map(RawTar::layer).toList());
    }

    @Test
    void mergesAsTheSpecificationSays() throws IOException {
        for (long seed = 0; seed < STACKS; seed++) {
            LayerStack stack = new LayerStack(seed);
            ImageFilesystem files = merge(stack);
            Map<String, String> expected = new TreeMap<>();
            stack.files.forEach((path, file) ->
                    expected.put("/" + path, describe(file.type, file.mode, file.content, stack.links(file))));
            Map<String, String> actual = new TreeMap<>();
            for (FileEntry entry : files.entries().toList()) {
                String content = entry.isRegularFile()
                        ? new String(files.readAllBytes(entry.path()), java.nio.charset.StandardCharsets.UTF_8)
                        : entry.linkTarget().orElse("");
                actual.put(
                        entry.path(),
                        describe(entry.type(), entry.mode(), content, entry.isDirectory() ? 1 : entry.linkCount()));
            }
            assertThat(actual).as("seed %d", seed).isEqualTo(expected);
        }
    }

    @Test
    void tellsWhichLayersDidWhat() throws IOException {
        for (long seed = 0; seed < STACKS; seed++) {
            LayerStack stack = new LayerStack(seed);
            ImageFilesystem files = merge(stack);
            String description = "seed " + seed + " ";
            stack.changes.forEach((path, changes) -> assertThat(files.changes(path))
                    .as(description + path)
                    .extracting(change -> change.kind() + " " + change.layer())
                    .isEqualTo(changes));
            assertThat(files.changes("/never")).isEmpty();
        }
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void extractsWhatItShows() throws IOException {
        for (long seed = 0; seed < EXTRACTED; seed++) {
            LayerStack stack = new LayerStack(seed);
            Path target = temp.resolve("target" + seed);
            merge(stack).extractTo(target);
            Map<String, String> expected = new TreeMap<>();
            stack.files.forEach((path, file) ->
                    expected.put(path, describe(file.type, file.mode, file.content, stack.links(file))));
            assertThat(onDisk(target)).as("seed %d", seed).isEqualTo(expected);
        }
    }

    /** Modes are read before they are opened up, for tests that do not run as root. */
    private static Map<String, String> onDisk(Path target) throws IOException {
        Map<String, String> found = new TreeMap<>();
        readInto(found, target, target);
        return found;
    }

    private static void readInto(Map<String, String> found, Path target, Path directory) throws IOException {
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
        try (Stream<Path> children = Files.list(directory)) {
            for (Path path : children.toList()) {
                String name = target.relativize(path).toString();
                int mode = (int) Files.getAttribute(path, "unix:mode", LinkOption.NOFOLLOW_LINKS) & 07777;
                long links = ((Number) Files.getAttribute(path, "unix:nlink", LinkOption.NOFOLLOW_LINKS)).longValue();
                if (Files.isSymbolicLink(path)) {
                    found.put(
                            name,
                            describe(
                                    FileType.SYMBOLIC_LINK,
                                    mode,
                                    Files.readSymbolicLink(path).toString(),
                                    links));
                } else if (Files.isDirectory(path)) {
                    found.put(name, describe(FileType.DIRECTORY, mode, "", 1));
                    readInto(found, target, path);
                } else {
                    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-------"));
                    found.put(name, describe(FileType.REGULAR_FILE, mode, Files.readString(path), links));
                    Files.setAttribute(path, "unix:mode", mode);
                }
            }
        }
    }

    private static String describe(FileType type, int mode, String content, long links) {
        return type + " " + Integer.toOctalString(mode) + " \"" + content + "\" with " + links + " names";
    }
}
