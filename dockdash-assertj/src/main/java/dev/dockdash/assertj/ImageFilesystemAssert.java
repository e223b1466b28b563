package dev.dockdash.assertj;

import dev.dockdash.image.FileEntry;
import dev.dockdash.image.Image;
import dev.dockdash.image.ImageFilesystem;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Assertions on the merged filesystem of an image.
 *
 * <p>Paths are absolute; {@code x}, {@code ./x} and {@code x/} are {@code /x}. Symbolic links on the way to a path are
 * followed inside the image; one at its end is what is at the path.
 *
 * <p>Not thread-safe.
 */
public class ImageFilesystemAssert extends AbstractFilesystemPathsAssert<ImageFilesystemAssert> {

    private PathGlobs ignored = PathGlobs.NONE;
    private Set<ListingColumn> columns = EnumSet.allOf(ListingColumn.class);

    ImageFilesystemAssert(@Nullable ImageFilesystem actual, Reporter reporter) {
        this(actual, Context.of("filesystem", null, reporter));
    }

    ImageFilesystemAssert(@Nullable ImageFilesystem actual, Context context) {
        super(actual, ImageFilesystemAssert.class, context);
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
     * assertThat(image).filesystem().eachFile("/app/libs/*.jar", file -> file.hasMode(0644)); // fails if none matches
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

    /**
     * Leaves files out of listings that follow.
     *
     * @throws IllegalArgumentException if a glob is malformed or none is given
     */
    public ImageFilesystemAssert ignoringPaths(String... globs) {
        ignored = ignored.and(PathGlobs.of(globs));
        return myself;
    }

    /** Chooses what listings that follow say of each file, in the order of the declaration; all unless called. */
    public ImageFilesystemAssert withListingColumns(ListingColumn... chosen) {
        columns = EnumSet.noneOf(ListingColumn.class);
        columns.addAll(List.of(chosen));
        return myself;
    }

    /**
     * Checks that the listing of all files is that which a file holds, line by line: type and permissions, owner, size,
     * SHA-256, path and the target of links, sorted by path. With {@code -Ddockdash.golden=update} the file is written
     * anew, except in continuous integration.
     *
     * <pre>{@code
     * assertThat(image).filesystem().ignoringPaths("/usr/**").matchesListing(Path.of("src/test/resources/web.txt"));
     * assertThat(image).filesystem().matchesListing(Path.of("src/test/resources/old.txt")); // fails for another mode
     * }</pre>
     *
     * @throws AssertionError if it is another, or there is no such file
     * @throws IllegalStateException if an update is asked for while the variable {@code CI} is set
     * @throws java.io.UncheckedIOException if a layer or the file cannot be read, or the file not be written
     */
    public ImageFilesystemAssert matchesListing(Path golden) {
        return matchesListing(GoldenListing.of(golden));
    }

    ImageFilesystemAssert matchesListing(GoldenListing golden) {
        return check(filesystem -> {
            String current = reading("the files", () -> listing(filesystem));
            Optional<String> kept = reading(golden.file().toString(), () -> golden.keptOrUpdated(current));
            if (kept.isEmpty()) {
                throw failure(
                        Message.expecting("listing of files to be as in " + golden.file() + ", which does not exist")
                                .with("hint", "run the test with -D" + GoldenListing.PROPERTY + "=update to write it"));
            }
            if (!kept.get().equals(current)) {
                throw failure(difference(golden, kept.get(), current), kept.get(), current);
            }
        });
    }

    private static Message difference(GoldenListing golden, String kept, String current) {
        List<String> old = kept.lines().toList();
        List<String> now = current.lines().toList();
        return Message.expecting("listing of files to be as in " + golden.file())
                .withEach(
                        "missing",
                        old.stream().filter(line -> !now.contains(line)).toList())
                .withEach(
                        "unexpected",
                        now.stream().filter(line -> !old.contains(line)).toList())
                .with("hint", "if this is meant, run the test with -D" + GoldenListing.PROPERTY + "=update");
    }

    private String listing(ImageFilesystem filesystem) throws IOException {
        ContentDigests digests =
                new ContentDigests(context().image().map(Image::layers).orElse(List.of()), filesystem);
        StringBuilder text = new StringBuilder();
        for (FileEntry entry : filesystem.entries().toList()) {
            if (!ignored.match(entry.path())) {
                text.append(line(entry, digests)).append('\n');
            }
        }
        return text.toString();
    }

    private String line(FileEntry entry, ContentDigests digests) throws IOException {
        List<String> words = new ArrayList<>();
        if (columns.contains(ListingColumn.MODE)) {
            words.add(FileListing.typeAndPermissions(entry));
        }
        if (columns.contains(ListingColumn.OWNER)) {
            words.add(FileListing.owner(entry.uid(), entry.gid()));
        }
        if (columns.contains(ListingColumn.SIZE)) {
            words.add(String.valueOf(entry.size()));
        }
        if (columns.contains(ListingColumn.DIGEST)) {
            words.add(entry.isRegularFile() ? digests.of(entry).hex() : "-");
        }
        words.add(FileListing.pathAndTarget(entry));
        return String.join(" ", words);
    }

    private void requireAmong(String what, String wanted, List<String> found) {
        if (!found.contains(wanted)) {
            throw failure(Message.expecting(what + " to include: " + wanted).withAll("actual", found));
        }
    }

    private AccountFiles accounts(ImageFilesystem filesystem) {
        return reading("the accounts", () -> AccountFiles.of(filesystem));
    }
}
