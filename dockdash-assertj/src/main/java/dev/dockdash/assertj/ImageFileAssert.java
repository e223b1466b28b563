package dev.dockdash.assertj;

import dev.dockdash.image.FileEntry;
import dev.dockdash.image.FileType;
import dev.dockdash.image.ImageFilesystem;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.assertj.core.annotation.CheckReturnValue;
import org.assertj.core.api.AbstractByteArrayAssert;
import org.assertj.core.api.AbstractStringAssert;
import org.jspecify.annotations.Nullable;

/**
 * Assertions on what is at a path of the merged filesystem.
 *
 * <p>Every check but {@link #doesNotExist} first checks that something is there. A symbolic link at the end of the path is
 * itself what is checked; {@link #followingLinks}, {@link #content} and {@link #bytes} go where it leads, inside the
 * image. Messages say which layer the entry comes from, and what the image's history tells of that layer.
 *
 * <p>Not thread-safe.
 */
public class ImageFileAssert extends AbstractDockdashAssert<ImageFileAssert, FileEntry> {

    private final @Nullable ImageFilesystem filesystem;
    private final String path;

    ImageFileAssert(@Nullable ImageFilesystem filesystem, String path, Context context) {
        this(filesystem == null ? null : filesystem.find(path).orElse(null), filesystem, path, context);
    }

    private ImageFileAssert(
            @Nullable FileEntry actual, @Nullable ImageFilesystem filesystem, String path, Context context) {
        super(actual, ImageFileAssert.class, context);
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
    public ImageFileAssert exists() {
        return check(entry -> {});
    }

    /**
     * Checks that nothing is at the path.
     *
     * @throws AssertionError if something is
     */
    public ImageFileAssert doesNotExist() {
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
     * @throws AssertionError if nothing or something else is
     */
    public ImageFileAssert isRegularFile() {
        return isOfType(FileType.REGULAR_FILE);
    }

    /**
     * Checks that a directory is at the path.
     *
     * @throws AssertionError if nothing or something else is, such as a link to a directory
     */
    public ImageFileAssert isDirectory() {
        return isOfType(FileType.DIRECTORY);
    }

    /**
     * Checks that a symbolic link is at the path.
     *
     * @throws AssertionError if nothing or something else is
     */
    public ImageFileAssert isSymbolicLink() {
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
    public ImageFileAssert hasSymlinkTarget(String expected) {
        return check(entry -> {
            requireType(entry, FileType.SYMBOLIC_LINK);
            requireSame("target of link", entry, expected, entry.linkTarget().orElse(""));
        });
    }

    /**
     * Checks permissions with setuid, setgid and sticky, as an octal number.
     *
     * <pre>{@code
     * assertThat(image).file("/tmp").hasMode(01777);       // passes
     * assertThat(image).file("/app/serve").hasMode(755);   // fails: 755 is decimal, 0755 octal
     * }</pre>
     *
     * @throws AssertionError if they are others
     * @throws IllegalArgumentException if the number has other bits than the lowest twelve
     */
    public ImageFileAssert hasMode(int expected) {
        FileListing.requireMode(expected);
        return check(entry -> {
            if (entry.mode() != expected) {
                Message message = difference("mode", entry, FileListing.mode(expected), FileListing.mode(entry.mode()));
                if (FileListing.octal(entry.mode()).equals("0" + expected)) {
                    message.with("hint", "write 0" + expected + ", " + expected + " is decimal");
                }
                throw failure(message, FileListing.mode(expected), FileListing.mode(entry.mode()));
            }
        });
    }

    /**
     * Checks permissions as {@code ls} writes them, nine letters such as {@code rwxr-xr-x} or {@code rwsr-xr-x}.
     *
     * @throws AssertionError if they are others
     * @throws IllegalArgumentException if it is not nine such letters
     */
    public ImageFileAssert hasPermissions(String expected) {
        FileListing.requirePermissions(expected);
        return check(entry -> requireSame("permissions", entry, expected, FileListing.permissions(entry.mode())));
    }

    /**
     * Checks the numbers of owner and group.
     *
     * @throws AssertionError if they are others
     */
    public ImageFileAssert isOwnedBy(long uid, long gid) {
        return check(entry ->
                requireSame("owner", entry, FileListing.owner(uid, gid), FileListing.owner(entry.uid(), entry.gid())));
    }

    /**
     * Checks the length of a file in bytes.
     *
     * @throws AssertionError if it is another, or no file is at the path
     */
    public ImageFileAssert hasSize(long expected) {
        return check(entry -> {
            requireType(entry, FileType.REGULAR_FILE);
            requireSame("size in bytes", entry, String.valueOf(expected), String.valueOf(entry.size()));
        });
    }

    /**
     * Goes on with what the path leads to after all links, inside the image; that there is something is for the next
     * check to ask.
     *
     * @throws AssertionError if nothing is at the path itself
     */
    @CheckReturnValue
    public ImageFileAssert followingLinks() {
        return navigate(
                entry -> new ImageFileAssert(tree().resolve(path).orElse(null), tree(), path, context()),
                unreachable -> new ImageFileAssert(null, path, unreachable));
    }

    /**
     * Checks what the path leads to after all links and comes back.
     *
     * @throws AssertionError if nothing is at the path itself
     */
    public ImageFileAssert followingLinks(Consumer<ImageFileAssert> checks) {
        checks.accept(followingLinks());
        return myself;
    }

    /**
     * Goes on with the content of the file as text in UTF-8; links are followed.
     *
     * <pre>{@code
     * assertThat(image).file("/etc/os-release").content().contains("ID=alpine");
     * }</pre>
     *
     * @throws AssertionError if the path does not lead to a file
     * @throws java.io.UncheckedIOException if the layer cannot be read
     */
    @CheckReturnValue
    public AbstractStringAssert<?> content() {
        return text(path, reach(this::read).map(bytes -> new String(bytes, StandardCharsets.UTF_8)));
    }

    /**
     * Goes on with the content of the file; links are followed.
     *
     * @throws AssertionError if the path does not lead to a file
     * @throws java.io.UncheckedIOException if the layer cannot be read
     */
    @CheckReturnValue
    public AbstractByteArrayAssert<?> bytes() {
        AbstractByteArrayAssert<?> child = reach(this::read)
                .<AbstractByteArrayAssert<?>>map(content -> context().reporter().assertThat(content))
                .orElseGet(() -> new Reporter.Silent().assertThat(new byte[0]));
        return inheriting(child.as("%s", descriptionOf(path)));
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
                .withEach("similar paths", SimilarPaths.of(path, existing));
    }

    private Message leadsNowhere(FileEntry link) {
        return Message.expecting(what(link) + " to lead to something, but it does not")
                .with("actual", FileListing.line(link))
                .with("from", context().origin(link.layer()));
    }

    private byte[] read(FileEntry entry) {
        FileEntry target = tree().resolve(path).orElseThrow(() -> failure(leadsNowhere(entry)));
        requireType(target, FileType.REGULAR_FILE);
        return reading(path, () -> tree().readAllBytes(path));
    }

    private ImageFileAssert isOfType(FileType expected) {
        return check(entry -> requireType(entry, expected));
    }

    private void requireType(FileEntry entry, FileType expected) {
        requireSame("type", entry, FileListing.type(expected), FileListing.type(entry.type()));
    }

    private void requireSame(String property, FileEntry entry, String expected, String found) {
        if (!expected.equals(found)) {
            throw failure(difference(property, entry, expected, found), expected, found);
        }
    }

    private Message difference(String property, FileEntry entry, String expected, String found) {
        return Message.expecting(property + " of " + what(entry))
                .with("expected", expected)
                .with("actual", found)
                .with("from", context().origin(entry.layer()));
    }

    /** Links on the way make the entry's own path another than that which was asked for. */
    private String what(FileEntry entry) {
        return entry.path().equals(path) ? path : path + " (" + entry.path() + ")";
    }

    private ImageFilesystem tree() {
        return Objects.requireNonNull(filesystem, "filesystem");
    }
}
