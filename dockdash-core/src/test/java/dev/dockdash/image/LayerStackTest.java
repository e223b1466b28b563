package dev.dockdash.image;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dockdash.image.LayerStack.Added;
import dev.dockdash.image.LayerStack.Addition;
import dev.dockdash.image.LayerStack.Changes;
import dev.dockdash.image.LayerStack.Deleted;
import dev.dockdash.image.LayerStack.Spelling;
import dev.dockdash.layer.Layer;
import dev.dockdash.layer.RawTar;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.condition.OS;

/** Stacks of layers against a naive model of the specification. */
class LayerStackTest {

    private static ImageFilesystem merge(LayerStack stack) throws IOException {
        return ImageFilesystem.of(layers(stack));
    }

    private static List<Layer> layers(LayerStack stack) {
        return stack.layers.stream().map(RawTar::layer).toList();
    }

    /** Few names, so that layers meet each other. */
    private static Arbitrary<String> paths() {
        return Arbitraries.of("a", "b", "c").list().ofMinSize(1).ofMaxSize(3).map(names -> String.join("/", names));
    }

    private static Arbitrary<Added> additions() {
        Arbitrary<Addition> kinds = Arbitraries.frequency(
                Tuple.of(4, Addition.FILE),
                Tuple.of(2, Addition.DIRECTORY),
                Tuple.of(1, Addition.SYMBOLIC_LINK),
                Tuple.of(2, Addition.HARD_LINK));
        Arbitrary<Integer> modes = Arbitraries.integers().between(0, 0777);
        Arbitrary<Integer> numbers = Arbitraries.integers().between(0, 999);
        return Combinators.combine(kinds, paths(), Arbitraries.of(Spelling.class), modes, numbers)
                .as(Added::new);
    }

    private static Arbitrary<Deleted> deletions() {
        Arbitrary<Boolean> opaque = Arbitraries.frequency(Tuple.of(2, false), Tuple.of(1, true));
        return Combinators.combine(paths(), opaque, Arbitraries.integers().between(0, 9))
                .as(Deleted::new);
    }

    @Provide
    Arbitrary<List<Changes>> stacks() {
        return Combinators.combine(
                        deletions().list().ofMaxSize(2), additions().list().ofMaxSize(9))
                .as(Changes::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(5);
    }

    @Property(tries = 500)
    void mergesAsTheSpecificationSays(@ForAll("stacks") List<Changes> layers) throws IOException {
        LayerStack stack = new LayerStack(layers);
        ImageFilesystem files = merge(stack);
        Map<String, String> actual = new TreeMap<>();
        for (FileEntry entry : files.entries().toList()) {
            String content = entry.isRegularFile()
                    ? new String(files.readAllBytes(entry.path()), StandardCharsets.UTF_8)
                    : entry.linkTarget().orElse("");
            actual.put(
                    entry.path().substring(1),
                    describe(entry.type(), entry.mode(), content, entry.isDirectory() ? 1 : entry.linkCount()));
        }
        assertThat(actual).isEqualTo(expected(stack));
    }

    @Property(tries = 500)
    void tellsWhichLayersDidWhat(@ForAll("stacks") List<Changes> layers) throws IOException {
        LayerStack stack = new LayerStack(layers);
        ImageFilesystem files = merge(stack);
        stack.changes.forEach((path, changes) -> assertThat(files.changes(path))
                .as(path)
                .extracting(change -> change.kind() + " " + change.layer())
                .isEqualTo(changes));
        assertThat(files.changes("/never")).isEmpty();
    }

    @Property(tries = 120)
    void extractsWhatItShows(@ForAll("stacks") List<Changes> layers, @ForAll ExtractionWay way) throws IOException {
        // Windows has neither these modes nor links for everybody.
        if (OS.WINDOWS.isCurrentOs()) {
            return;
        }
        LayerStack stack = new LayerStack(layers);
        Path temp = Files.createTempDirectory("dockdash-stack-");
        try {
            Path target = temp.resolve("target");
            way.extract(layers(stack), target);
            assertThat(onDisk(target)).isEqualTo(expected(stack));
        } finally {
            delete(temp);
        }
    }

    private static Map<String, String> expected(LayerStack stack) {
        Map<String, String> expected = new TreeMap<>();
        stack.files.forEach(
                (path, file) -> expected.put(path, describe(file.type, file.mode, file.content, stack.links(file))));
        return expected;
    }

    private static void delete(Path folder) throws IOException {
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes)
                    throws IOException {
                Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException failure)
                    throws IOException {
                Files.delete(directory);
                return FileVisitResult.CONTINUE;
            }
        });
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
        return type + " " + Integer.toOctalString(mode) + " \"" + content.strip() + "\" of " + content.length()
                + " with " + links + " names";
    }
}
