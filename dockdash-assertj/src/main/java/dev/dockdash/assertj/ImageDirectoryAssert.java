package dev.dockdash.assertj;

import dev.dockdash.image.FileEntry;
import dev.dockdash.image.FileType;
import dev.dockdash.image.ImageFilesystem;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Assertions on a directory of the merged filesystem, and on what lies right in it.
 *
 * <p>Every check but {@link #doesNotExist} first checks that something is there; those of names, that it is a directory.
 * Links are followed to it.
 *
 * <p>Not thread-safe.
 */
public class ImageDirectoryAssert extends AbstractFileAccessAssert<ImageDirectoryAssert> {

    ImageDirectoryAssert(@Nullable ImageFilesystem filesystem, String path, Context context) {
        super(
                filesystem == null ? null : filesystem.resolve(path).orElse(null),
                filesystem,
                path,
                ImageDirectoryAssert.class,
                context);
    }

    /**
     * Checks that these names are in the directory, perhaps among others.
     *
     * <pre>{@code
     * assertThat(image).directory("/app").contains("lib", "serve"); // passes
     * assertThat(image).directory("/app").contains("lib/app.jar");  // fails: that is in /app/lib
     * }</pre>
     *
     * @throws AssertionError if one is not, or there is no directory
     */
    public ImageDirectoryAssert contains(String... names) {
        Set<String> wanted = sorted(names);
        return check(directory -> {
            Set<String> found = namesIn(directory);
            if (!found.containsAll(wanted)) {
                throw failure(Message.expecting(what(directory) + " to contain: " + String.join(", ", wanted))
                        .withAll("missing", without(wanted, found))
                        .withAll("actual", found));
            }
        });
    }

    /**
     * Checks that these names are in the directory and no others.
     *
     * <pre>{@code
     * assertThat(image).directory("/app").containsOnly("lib", "serve"); // passes
     * assertThat(image).directory("/app").containsOnly("serve");        // fails: lib is there too
     * }</pre>
     *
     * @throws AssertionError if one is missing, or one is there that is not given, or there is no directory
     */
    public ImageDirectoryAssert containsOnly(String... names) {
        Set<String> wanted = sorted(names);
        return check(directory -> {
            Set<String> found = namesIn(directory);
            if (!found.equals(wanted)) {
                throw failure(
                        Message.expecting(what(directory) + " to contain only: "
                                        + (wanted.isEmpty() ? "nothing" : String.join(", ", wanted)))
                                .withAll("missing", without(wanted, found))
                                .withAll("unexpected", without(found, wanted)),
                        String.join("\n", wanted),
                        String.join("\n", found));
            }
        });
    }

    /**
     * Checks that this name is not in the directory.
     *
     * <pre>{@code
     * assertThat(image).directory("/app").doesNotContain(".git"); // fails if it is there
     * }</pre>
     *
     * @throws AssertionError if it is, or there is no directory
     */
    public ImageDirectoryAssert doesNotContain(String name) {
        return check(directory -> {
            Set<String> found = namesIn(directory);
            if (found.contains(name)) {
                throw failure(Message.expecting(what(directory) + " not to contain: " + name)
                        .withAll("actual", found));
            }
        });
    }

    /**
     * Checks that nothing is in the directory.
     *
     * <pre>{@code
     * assertThat(image).directory("/var/cache/apk").isEmpty(); // fails if an index is there
     * }</pre>
     *
     * @throws AssertionError if something is, or there is no directory
     */
    public ImageDirectoryAssert isEmpty() {
        return containsOnly();
    }

    /**
     * Goes on with what has a name in the directory; that there is something is for the next check to ask.
     *
     * @throws IllegalArgumentException if the name is empty
     */
    @CheckReturnValue
    public ImageFileAssert file(String name) {
        String child = CanonicalPath.of(path() + "/" + CanonicalPath.of(name));
        return navigate(
                directory -> new ImageFileAssert(tree(), child, context()),
                unreachable -> new ImageFileAssert(null, child, unreachable));
    }

    /**
     * Checks what has a name in the directory and comes back.
     *
     * @throws IllegalArgumentException if the name is empty
     */
    public ImageDirectoryAssert file(String name, Consumer<ImageFileAssert> checks) {
        checks.accept(file(name));
        return myself;
    }

    private Set<String> namesIn(FileEntry directory) {
        requireType(directory, FileType.DIRECTORY);
        String start = directory.path().equals("/") ? "/" : directory.path() + "/";
        return tree().entries()
                .map(FileEntry::path)
                .filter(path -> path.startsWith(start) && path.indexOf('/', start.length()) < 0)
                .map(path -> path.substring(start.length()))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> sorted(String... names) {
        return new TreeSet<>(Arrays.asList(names));
    }

    private static List<String> without(Set<String> names, Set<String> others) {
        return names.stream().filter(name -> !others.contains(name)).toList();
    }
}
