package dev.dockdash.assertj;

import dev.dockdash.image.FileEntry;
import dev.dockdash.image.FileType;
import dev.dockdash.image.Image;
import dev.dockdash.image.ImageFilesystem;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Assertions on what sort of thing is at a path of the merged filesystem, and where it comes from. */
abstract class AbstractFileEntryAssert<SELF extends AbstractFileEntryAssert<SELF>>
        extends AbstractDockdashAssert<SELF, FileEntry> {

    private final @Nullable ImageFilesystem filesystem;
    private final String path;

    AbstractFileEntryAssert(
            @Nullable FileEntry actual,
            @Nullable ImageFilesystem filesystem,
            String path,
            Class<SELF> type,
            Context context) {
        super(actual, type, context);
        this.filesystem = filesystem;
        this.path = path;
    }

    /**
     * Checks that something is at the path.
     *
     * <pre>{@code
     * assertThat(image).file("/etc/passwd").exists();
     * assertThat(image).file("/etc/passwd/x").exists(); // fails
     * }</pre>
     *
     * @throws AssertionError if nothing is; the message lists paths that are similar
     */
    public SELF exists() {
        return check(entry -> {});
    }

    /**
     * Checks that nothing is at the path.
     *
     * <pre>{@code
     * assertThat(image).file("/root/.ssh").doesNotExist(); // passes
     * assertThat(image).file("/etc/passwd").doesNotExist(); // fails
     * }</pre>
     *
     * @throws AssertionError if something is
     */
    public SELF doesNotExist() {
        return report(() -> {
            if (actual != null) {
                throw failure(Message.expecting("nothing at " + what(actual) + ", but something is there")
                        .with("actual", FileListing.line(actual))
                        .with("from", context().origin(actual.layer())));
            }
        });
    }

    /**
     * Checks that a file with content is at the path.
     *
     * <pre>{@code
     * assertThat(image).file("/etc/passwd").isRegularFile(); // passes
     * assertThat(image).file("/etc").isRegularFile();        // fails
     * }</pre>
     *
     * @throws AssertionError if nothing or something else is
     */
    public SELF isRegularFile() {
        return isOfType(FileType.REGULAR_FILE);
    }

    /**
     * Checks that a directory is at the path.
     *
     * <pre>{@code
     * assertThat(image).file("/etc").isDirectory(); // passes
     * assertThat(image).file("/bin").isDirectory(); // fails for a link to usr/bin
     * }</pre>
     *
     * @throws AssertionError if nothing or something else is, such as a link to a directory
     */
    public SELF isDirectory() {
        return isOfType(FileType.DIRECTORY);
    }

    /**
     * Checks that a symbolic link is at the path.
     *
     * <pre>{@code
     * assertThat(image).file("/bin").isSymbolicLink(); // fails for a directory
     * }</pre>
     *
     * @throws AssertionError if nothing or something else is
     */
    public SELF isSymbolicLink() {
        return isOfType(FileType.SYMBOLIC_LINK);
    }

    /**
     * Checks that a symbolic link is at the path, and where it leads, as it is written.
     *
     * <pre>{@code
     * assertThat(image).file("/bin").hasSymlinkTarget("usr/bin");  // passes
     * assertThat(image).file("/bin").hasSymlinkTarget("/usr/bin"); // fails: it is a relative link
     * }</pre>
     *
     * @throws AssertionError if something else is at the path, or the link is written otherwise
     */
    public SELF hasSymlinkTarget(String expected) {
        return check(entry -> {
            requireType(entry, FileType.SYMBOLIC_LINK);
            requireSame("target of link", entry, expected, entry.linkTarget().orElse(""));
        });
    }

    /**
     * Checks that a device is at the path, of characters or of blocks.
     *
     * <pre>{@code
     * assertThat(image).file("/dev/null").isDevice(); // fails for a file
     * }</pre>
     *
     * @throws AssertionError if nothing or something else is
     */
    public SELF isDevice() {
        return check(entry -> {
            if (entry.type() != FileType.CHARACTER_DEVICE && entry.type() != FileType.BLOCK_DEVICE) {
                requireSame("type", entry, "device", FileListing.type(entry.type()));
            }
        });
    }

    /**
     * Checks that the path is another name of a file; either may be the one that the layer calls a hard link.
     *
     * <pre>{@code
     * assertThat(image).file("/bin/gunzip").isHardLinkTo("/bin/gzip"); // passes
     * assertThat(image).file("/bin/gunzip").isHardLinkTo("/bin/zip");  // fails, also for a copy
     * }</pre>
     *
     * @throws AssertionError if nothing is at one of the paths, or they name two files
     * @throws IllegalArgumentException if the path is empty
     */
    public SELF isHardLinkTo(String other) {
        String wanted = CanonicalPath.of(other);
        return check(entry -> {
            Optional<FileEntry> second = tree().find(wanted);
            if (second.isEmpty() || !isOtherName(entry, second.get())) {
                throw failure(Message.expecting(what(entry) + " to be another name of " + wanted)
                        .with("actual", FileListing.line(entry))
                        .with("other", second.map(FileListing::line).orElse("nothing")));
            }
        });
    }

    private static boolean isOtherName(FileEntry entry, FileEntry second) {
        return entry.isRegularFile() && !entry.path().equals(second.path()) && entry.isSameFile(second);
    }

    /**
     * Checks which layer the content and attributes come from.
     *
     * <pre>{@code
     * assertThat(image).file("/etc/passwd").isFromLayer(0); // fails if a later layer wrote it again
     * }</pre>
     *
     * @param index its number, counted from the base layer, 0
     * @throws AssertionError if it is another
     * @throws IllegalArgumentException if the number is negative
     */
    public SELF isFromLayer(int index) {
        LayerNumber.require(index);
        return check(entry -> {
            if (entry.layer() != index) {
                throw failure(Message.expecting(what(entry) + " to be from layer " + index)
                        .with("actual", context().origin(entry.layer())));
            }
        });
    }

    /**
     * Checks that content and attributes come from a layer of the base.
     *
     * <pre>{@code
     * assertThat(image).file("/etc/passwd").isFromBase(base); // passes
     * assertThat(image).file("/app/serve").isFromBase(base);  // fails
     * }</pre>
     *
     * @throws AssertionError if they come from a layer above
     */
    public SELF isFromBase(Image base) {
        return check(entry -> {
            if (entry.layer() >= base.layers().size()) {
                throw failure(Message.expecting(what(entry) + " to be from the base of "
                                + base.layers().size() + " layers")
                        .with("actual", context().origin(entry.layer())));
            }
        });
    }

    /**
     * Checks that type, mode, owner, time and content are as in another image.
     *
     * <pre>{@code
     * assertThat(image).file("/etc/passwd").isUnchangedFrom(base); // fails if a user was added
     * }</pre>
     *
     * @throws AssertionError if one differs, or nothing is at the path there
     * @throws java.io.UncheckedIOException if a layer cannot be read
     */
    public SELF isUnchangedFrom(Image base) {
        return check(entry -> {
            ImageFilesystem before = reading("the filesystem of the base", base::filesystem);
            FileEntry old = before.find(path)
                    .orElseThrow(() -> failure(Message.expecting(what(entry) + " to be as in " + base)
                            .with("actual", FileListing.line(entry))
                            .with("there", "nothing")));
            List<String> changes = reading(path, () -> FileComparison.of(before, old, tree(), entry));
            if (!changes.isEmpty()) {
                throw failure(Message.expecting(what(entry) + " to be as in " + base)
                        .withEach("changed", changes)
                        .with("by", context().origin(entry.layer())));
            }
        });
    }

    String path() {
        return path;
    }

    @Override
    void requireActual() {
        if (actual == null) {
            Optional<FileEntry> link = tree().find(path);
            throw failure(link.map(this::leadsNowhere).orElseGet(this::missing));
        }
    }

    private Message missing() {
        List<String> existing = tree().entries().map(FileEntry::path).toList();
        return Message.expecting(path + " to exist, but it does not")
                .withEach("history", context().changes(tree().changes(path)))
                .withEach("similar paths", SimilarPaths.of(path, existing));
    }

    private Message leadsNowhere(FileEntry link) {
        return Message.expecting(what(link) + " to lead to something, but it does not")
                .with("actual", FileListing.line(link))
                .with("from", context().origin(link.layer()));
    }

    byte[] read(FileEntry entry) {
        FileEntry target = tree().resolve(path).orElseThrow(() -> failure(leadsNowhere(entry)));
        requireType(target, FileType.REGULAR_FILE);
        return reading(path, () -> tree().readAllBytes(path));
    }

    private SELF isOfType(FileType expected) {
        return check(entry -> requireType(entry, expected));
    }

    void requireType(FileEntry entry, FileType expected) {
        requireSame("type", entry, FileListing.type(expected), FileListing.type(entry.type()));
    }

    void requireSame(String property, FileEntry entry, String expected, String found) {
        if (!expected.equals(found)) {
            throw failure(difference(property, entry, expected, found), expected, found);
        }
    }

    Message difference(String property, FileEntry entry, String expected, String found) {
        return Message.expecting(property + " of " + what(entry))
                .with("expected", expected)
                .with("actual", found)
                .with("from", context().origin(entry.layer()));
    }

    /** Links on the way make the entry's own path another than that which was asked for. */
    String what(FileEntry entry) {
        return entry.path().equals(path) ? path : path + " (" + entry.path() + ")";
    }

    ImageFilesystem tree() {
        return Objects.requireNonNull(filesystem, "filesystem");
    }
}
