package dev.dockdash.assertj;

import dev.dockdash.image.FileEntry;
import dev.dockdash.image.ImageFilesystem;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Assertions on which paths there are in the merged filesystem of an image. */
abstract class AbstractFilesystemPathsAssert<SELF extends AbstractFilesystemPathsAssert<SELF>>
        extends AbstractDockdashAssert<SELF, ImageFilesystem> {

    AbstractFilesystemPathsAssert(@Nullable ImageFilesystem actual, Class<SELF> type, Context context) {
        super(actual, type, context);
    }

    /**
     * Checks that there is something at each of these paths.
     *
     * <pre>{@code
     * assertThat(image).filesystem().contains("/app/serve", "/etc/passwd"); // passes if both are there
     * assertThat(image).filesystem().contains("/app/serve", "/bin/sh");     // fails if there is no shell
     * }</pre>
     *
     * @throws AssertionError if nothing is at one of them; the message lists paths that are similar
     * @throws IllegalArgumentException if a path is empty or none is given
     */
    public SELF contains(String... paths) {
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
     * <pre>{@code
     * assertThat(image).filesystem().doesNotContain("/root/.ssh", "/bin/sh"); // passes if neither is there
     * assertThat(image).filesystem().doesNotContain("/app");                  // fails if anything is there
     * }</pre>
     *
     * @throws AssertionError if something is at one of them; the message says what, and from which layer
     * @throws IllegalArgumentException if a path is empty or none is given
     */
    public SELF doesNotContain(String... paths) {
        List<String> unwanted = canonical(paths);
        return check(filesystem -> {
            List<String> found = unwanted.stream()
                    .map(filesystem::find)
                    .flatMap(Optional::stream)
                    .map(this::line)
                    .toList();
            if (!found.isEmpty()) {
                throw failure(Message.expecting("filesystem not to contain: " + String.join(", ", unwanted))
                        .withEach("found", found));
            }
        });
    }

    /**
     * Checks that a path matches a glob, in which {@code *} stays within a name and {@code **} crosses names.
     *
     * <pre>{@code
     * assertThat(image).filesystem().containsGlob("/app/lib/*.jar"); // passes
     * assertThat(image).filesystem().containsGlob("/app/*.jar");     // fails: they are in /app/lib
     * }</pre>
     *
     * @throws AssertionError if none does
     * @throws IllegalArgumentException if the glob is malformed
     */
    public SELF containsGlob(String glob) {
        PathGlobs globs = PathGlobs.of(glob);
        return check(filesystem -> {
            if (filesystem.entries().noneMatch(entry -> globs.match(entry.path()))) {
                throw failure(Message.expecting("filesystem to contain a match of: " + glob));
            }
        });
    }

    /**
     * Checks that no path matches a glob.
     *
     * <pre>{@code
     * assertThat(image).filesystem().doesNotContainGlob("/**}{@code /.git"); // fails for /app/.git
     * }</pre>
     *
     * @throws AssertionError if one does
     * @throws IllegalArgumentException if the glob is malformed
     */
    public SELF doesNotContainGlob(String glob) {
        PathGlobs globs = PathGlobs.of(glob);
        return check(filesystem -> {
            List<String> found = filesystem
                    .entries()
                    .filter(entry -> globs.match(entry.path()))
                    .map(this::line)
                    .toList();
            if (!found.isEmpty()) {
                throw failure(Message.expecting("filesystem not to contain a match of: " + glob)
                        .withEach("found", found));
            }
        });
    }

    /**
     * Checks that each glob has a match, and that nothing is there that matches none; directories on the way to a match
     * need not be given.
     *
     * <pre>{@code
     * assertThat(image).filesystem().containsOnly("/app/**", "/etc/passwd"); // passes
     * assertThat(image).filesystem().containsOnly("/app/*.jar");             // fails if there is /etc/passwd
     * }</pre>
     *
     * @throws AssertionError if a glob has no match, or something matches no glob
     * @throws IllegalArgumentException if a glob is malformed or none is given
     */
    public SELF containsOnly(String... globs) {
        PathGlobs wanted = PathGlobs.of(globs);
        return check(filesystem -> {
            List<FileEntry> entries = filesystem.entries().toList();
            List<String> unmatched =
                    wanted.without(entries.stream().map(FileEntry::path).toList());
            Set<String> matched =
                    entries.stream().map(FileEntry::path).filter(wanted::match).collect(Collectors.toSet());
            Set<String> onTheWay = CanonicalPath.parents(matched);
            List<String> unexpected = entries.stream()
                    .filter(entry -> !matched.contains(entry.path()) && !onTheWay.contains(entry.path()))
                    .map(this::line)
                    .toList();
            if (!unmatched.isEmpty() || !unexpected.isEmpty()) {
                throw failure(Message.expecting("filesystem to contain only: " + String.join(", ", globs))
                        .withEach("without match", unmatched)
                        .withEach("unexpected", unexpected));
            }
        });
    }

    private String line(FileEntry entry) {
        return FileListing.line(entry) + ", from " + context().origin(entry.layer());
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
