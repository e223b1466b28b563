package dev.dockdash.assertj;

import dev.dockdash.image.FileEntry;
import dev.dockdash.image.ImageFilesystem;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.assertj.core.annotation.CheckReturnValue;
import org.jspecify.annotations.Nullable;

/**
 * Assertions on the merged filesystem of an image.
 *
 * <p>Paths are absolute; {@code x}, {@code ./x} and {@code x/} are {@code /x}. Symbolic links on the way to a path are
 * followed inside the image; one at its end is what is at the path.
 *
 * <p>Not thread-safe.
 */
public class ImageFilesystemAssert extends AbstractDockdashAssert<ImageFilesystemAssert, ImageFilesystem> {

    ImageFilesystemAssert(@Nullable ImageFilesystem actual, Reporter reporter) {
        this(actual, Context.of("filesystem", null, reporter));
    }

    ImageFilesystemAssert(@Nullable ImageFilesystem actual, Context context) {
        super(actual, ImageFilesystemAssert.class, context);
    }

    /**
     * Checks that there is something at each of these paths.
     *
     * <pre>{@code
     * assertThat(image).filesystem().contains("/app/serve", "/etc/passwd"); // passes if both are there
     * }</pre>
     *
     * @throws AssertionError if nothing is at one of them; the message lists paths that are similar
     * @throws IllegalArgumentException if a path is empty or none is given
     */
    public ImageFilesystemAssert contains(String... paths) {
        List<String> wanted = canonical(paths);
        return check(filesystem -> {
            List<String> missing = wanted.stream()
                    .filter(path -> filesystem.find(path).isEmpty())
                    .toList();
            if (!missing.isEmpty()) {
                throw failure(missing(filesystem, wanted, missing));
            }
        });
    }

    /**
     * Checks that there is nothing at any of these paths.
     *
     * @throws AssertionError if something is at one of them; the message says what, and from which layer
     * @throws IllegalArgumentException if a path is empty or none is given
     */
    public ImageFilesystemAssert doesNotContain(String... paths) {
        List<String> unwanted = canonical(paths);
        return check(filesystem -> {
            List<String> found = unwanted.stream()
                    .map(filesystem::find)
                    .flatMap(Optional::stream)
                    .map(entry ->
                            FileListing.line(entry) + ", from " + context().origin(entry.layer()))
                    .toList();
            if (!found.isEmpty()) {
                throw failure(Message.expecting("filesystem not to contain: " + String.join(", ", unwanted))
                        .withEach("found", found));
            }
        });
    }

    /**
     * Goes on with what is at a path; that there is something is for the next check to ask.
     *
     * @throws IllegalArgumentException if the path is empty
     */
    @CheckReturnValue
    public ImageFileAssert file(String path) {
        String canonical = CanonicalPath.of(path);
        return navigate(
                filesystem -> new ImageFileAssert(filesystem, canonical, context()),
                unreachable -> new ImageFileAssert(null, canonical, unreachable));
    }

    /**
     * Checks what is at a path and comes back.
     *
     * @throws IllegalArgumentException if the path is empty
     */
    public ImageFilesystemAssert file(String path, Consumer<ImageFileAssert> checks) {
        checks.accept(file(path));
        return myself;
    }

    private static Message missing(ImageFilesystem filesystem, List<String> wanted, List<String> missing) {
        Message message = Message.expecting("filesystem to contain: " + String.join(", ", wanted))
                .withAll("missing", missing);
        List<String> existing = filesystem.entries().map(FileEntry::path).toList();
        missing.stream()
                .limit(Message.MAX_SHOWN)
                .forEach(path -> message.withEach("similar to " + path, SimilarPaths.of(path, existing)));
        return message;
    }

    private static List<String> canonical(String... paths) {
        if (paths.length == 0) {
            throw new IllegalArgumentException("Invalid paths: expected at least one");
        }
        return Arrays.stream(paths).map(CanonicalPath::of).distinct().toList();
    }
}
