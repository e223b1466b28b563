package dev.dockdash.assertj;

import dev.dockdash.image.FileEntry;
import dev.dockdash.image.Image;
import dev.dockdash.image.ImageFilesystem;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
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
                    .map(this::line)
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

    /**
     * Goes on with a directory; links are followed to it. That there is one is for the next check to ask.
     *
     * @throws IllegalArgumentException if the path is empty
     */
    @CheckReturnValue
    public ImageDirectoryAssert directory(String path) {
        String canonical = CanonicalPath.of(path);
        return navigate(
                filesystem -> new ImageDirectoryAssert(filesystem, canonical, context()),
                unreachable -> new ImageDirectoryAssert(null, canonical, unreachable));
    }

    /**
     * Checks a directory and comes back.
     *
     * @throws IllegalArgumentException if the path is empty
     */
    public ImageFilesystemAssert directory(String path, Consumer<ImageDirectoryAssert> checks) {
        checks.accept(directory(path));
        return myself;
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
    public ImageFilesystemAssert containsGlob(String glob) {
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
    public ImageFilesystemAssert doesNotContainGlob(String glob) {
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
    public ImageFilesystemAssert containsOnly(String... globs) {
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

    /**
     * Checks that {@code /etc/passwd} has a user of this name and number.
     *
     * <pre>{@code
     * assertThat(image).filesystem().hasUser("app", 1000); // fails if app has another number, or is not there
     * }</pre>
     *
     * @throws AssertionError if it does not
     * @throws java.io.UncheckedIOException if a layer cannot be read
     */
    public ImageFilesystemAssert hasUser(String name, long uid) {
        return check(filesystem -> requireAmong(
                "users",
                name + " " + uid,
                accounts(filesystem).users().stream()
                        .map(user -> user.name() + " " + user.uid())
                        .toList()));
    }

    /**
     * Checks that {@code /etc/group} has a group of this name and number.
     *
     * <pre>{@code
     * assertThat(image).filesystem().hasGroup("staff", 50); // fails if staff has another number, or is not there
     * }</pre>
     *
     * @throws AssertionError if it does not
     * @throws java.io.UncheckedIOException if a layer cannot be read
     */
    public ImageFilesystemAssert hasGroup(String name, long gid) {
        return check(filesystem -> requireAmong(
                "groups",
                name + " " + gid,
                accounts(filesystem).groups().stream()
                        .map(group -> group.name() + " " + group.gid())
                        .toList()));
    }

    /**
     * Checks each file whose path matches a glob.
     *
     * <pre>{@code
     * assertThat(image).filesystem().eachFile("/app/lib/*.jar", file -> file.hasMode(0644));
     * }</pre>
     *
     * @throws AssertionError if no file matches
     * @throws IllegalArgumentException if the glob is malformed
     */
    public ImageFilesystemAssert eachFile(String glob, Consumer<ImageFileAssert> checks) {
        PathGlobs globs = PathGlobs.of(glob);
        containsGlob(glob);
        reach(filesystem -> filesystem.entries())
                .ifPresent(entries -> entries.filter(entry -> entry.isRegularFile() && globs.match(entry.path()))
                        .forEach(entry -> checks.accept(file(entry.path()))));
        return myself;
    }

    /**
     * Checks that each directory of a base, and each link to one, has the type, mode and owner that it has there. Many
     * builders add entries for the parents of what they add, with mode 0755 and owner root, which spoils {@code /tmp} or
     * replaces {@code /bin -> usr/bin}.
     *
     * <pre>{@code
     * assertThat(image).filesystem().preservesDirectoriesOf(base); // fails if /tmp/x brought a /tmp of mode 0755
     * }</pre>
     *
     * @throws AssertionError if one has another, or is gone
     * @throws java.io.UncheckedIOException if a layer cannot be read
     */
    public ImageFilesystemAssert preservesDirectoriesOf(Image base) {
        return check(filesystem -> {
            ImageFilesystem before = reading("the filesystem of the base", base::filesystem);
            List<String> spoilt = before.entries()
                    .filter(entry -> isDirectory(before, entry))
                    .flatMap(entry -> changed(entry, filesystem).stream())
                    .toList();
            if (!spoilt.isEmpty()) {
                throw failure(Message.expecting("directories to be as in the base " + base)
                        .withEach("changed", spoilt));
            }
        });
    }

    private static boolean isDirectory(ImageFilesystem filesystem, FileEntry entry) {
        return entry.isDirectory() || (entry.isSymbolicLink() && leadsToDirectory(filesystem, entry));
    }

    private static boolean leadsToDirectory(ImageFilesystem filesystem, FileEntry link) {
        return filesystem.resolve(link.path()).filter(FileEntry::isDirectory).isPresent();
    }

    private Optional<String> changed(FileEntry old, ImageFilesystem filesystem) {
        Optional<FileEntry> now = filesystem.find(old.path());
        if (now.isEmpty()) {
            return Optional.of(old.path() + ": it is gone");
        }
        List<String> changes = FileComparison.attributes(old, now.get());
        if (changes.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(old.path() + ": " + String.join(", ", changes) + ", by "
                + context().origin(now.get().layer()) + cause(now.get(), filesystem));
    }

    /** An entry of a directory is hardly ever meant if the same layer puts something into it. */
    private static String cause(FileEntry directory, ImageFilesystem filesystem) {
        return filesystem
                .entries()
                .filter(entry ->
                        entry.layer() == directory.layer() && entry.path().startsWith(directory.path() + "/"))
                .findFirst()
                .map(entry -> ", which adds " + entry.path())
                .orElse("");
    }

    private void requireAmong(String what, String wanted, List<String> found) {
        if (!found.contains(wanted)) {
            throw failure(Message.expecting(what + " to include: " + wanted).withAll("actual", found));
        }
    }

    private Accounts accounts(ImageFilesystem filesystem) {
        return reading("the accounts", () -> Accounts.of(filesystem));
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
