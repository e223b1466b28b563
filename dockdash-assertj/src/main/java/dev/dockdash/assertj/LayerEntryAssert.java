package dev.dockdash.assertj;

import dev.dockdash.layer.LayerEntry;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Assertions on one entry of a layer as it stands in the tar, before layers are merged.
 *
 * <p>Not thread-safe.
 */
public class LayerEntryAssert extends AbstractDockdashAssert<LayerEntryAssert, LayerEntry> {

    LayerEntryAssert(@Nullable LayerEntry actual, Reporter reporter) {
        this(actual, Context.of("layer entry", null, reporter));
    }

    LayerEntryAssert(@Nullable LayerEntry actual, Context context) {
        super(actual, LayerEntryAssert.class, context);
    }

    /**
     * Checks the path exactly as it is written.
     *
     * <pre>{@code
     * assertThat(layer).entry("/app").hasPath("app/"); // passes
     * assertThat(layer).entry("/app").hasPath("/app"); // fails: it is written otherwise
     * }</pre>
     *
     * @throws AssertionError if it is written otherwise
     */
    public LayerEntryAssert hasPath(String expected) {
        return check(entry -> requireEqual("path of entry", expected, entry.path()));
    }

    /**
     * Checks that the entry is a file with content.
     *
     * <pre>{@code
     * assertThat(layer).entry("/app").isRegularFile(); // fails for a directory
     * }</pre>
     *
     * @throws AssertionError if it is something else, such as another name of a file
     */
    public LayerEntryAssert isRegularFile() {
        return isOf(LayerEntry.RegularFile.class);
    }

    /**
     * Checks that the entry is a directory.
     *
     * <pre>{@code
     * assertThat(layer).entry("/app/run").isDirectory(); // fails for a file
     * }</pre>
     *
     * @throws AssertionError if it is something else
     */
    public LayerEntryAssert isDirectory() {
        return isOf(LayerEntry.Directory.class);
    }

    /**
     * Checks that the entry deletes what lower layers have.
     *
     * <pre>{@code
     * assertThat(layer).entry("/etc/.wh.motd").isWhiteout(); // fails for a file
     * }</pre>
     *
     * @throws AssertionError if it does not
     */
    public LayerEntryAssert isWhiteout() {
        return isOf(LayerEntry.Whiteout.class);
    }

    /**
     * Checks that the entry is a symbolic link, and where it leads, as it is written.
     *
     * <pre>{@code
     * assertThat(layer).entry("/bin").isSymbolicLinkTo("usr/bin");  // passes
     * assertThat(layer).entry("/bin").isSymbolicLinkTo("/usr/bin"); // fails: it is a relative link
     * }</pre>
     *
     * @throws AssertionError if it is something else or leads elsewhere
     */
    public LayerEntryAssert isSymbolicLinkTo(String target) {
        return isOf(LayerEntry.SymbolicLink.class).check(entry -> {
            if (entry instanceof LayerEntry.SymbolicLink link) {
                requireEqual("target of entry " + entry.path(), target, link.target());
            }
        });
    }

    /**
     * Checks that the entry is another name of a file; {@code x}, {@code ./x} and {@code /x} are one.
     *
     * <pre>{@code
     * assertThat(layer).entry("/bin/gunzip").isHardLinkTo("/bin/gzip"); // passes
     * assertThat(layer).entry("/bin/gunzip").isHardLinkTo("/bin/zip");  // fails
     * }</pre>
     *
     * @throws AssertionError if it is something else or the name of another file
     * @throws IllegalArgumentException if the path is empty
     */
    public LayerEntryAssert isHardLinkTo(String target) {
        String wanted = CanonicalPath.of(target);
        return isOf(LayerEntry.HardLink.class).check(entry -> {
            if (entry instanceof LayerEntry.HardLink link) {
                requireEqual("target of entry " + entry.path(), wanted, CanonicalPath.ofEntry(link.target()));
            }
        });
    }

    /**
     * Checks permissions with setuid, setgid and sticky, as an octal number.
     *
     * <pre>{@code
     * assertThat(layer).entry("/app/run").hasMode(0755); // passes
     * assertThat(layer).entry("/app/run").hasMode(755);  // an IllegalArgumentException or fails: 755 is decimal
     * }</pre>
     *
     * @throws AssertionError if they are others
     * @throws IllegalArgumentException if the number has other bits than the lowest twelve
     */
    public LayerEntryAssert hasMode(int expected) {
        FileListing.requireMode(expected);
        return check(entry -> requireSame(
                "mode",
                entry,
                FileListing.mode(expected),
                FileListing.mode(entry.metadata().mode())));
    }

    /**
     * Checks the numbers of owner and group.
     *
     * <pre>{@code
     * assertThat(layer).entry("/app/run").isOwnedBy(0, 0); // fails for 1000:0
     * }</pre>
     *
     * @throws AssertionError if they are others
     */
    public LayerEntryAssert isOwnedBy(long uid, long gid) {
        return check(entry -> requireSame(
                "owner",
                entry,
                FileListing.owner(uid, gid),
                FileListing.owner(entry.metadata().uid(), entry.metadata().gid())));
    }

    /**
     * Checks the names of owner and group that the entry has beside their numbers; empty ones for none.
     *
     * <pre>{@code
     * assertThat(layer).entry("/app/run").hasOwnerNames("app", "app"); // fails if there are only numbers
     * }</pre>
     *
     * @throws AssertionError if they are others
     */
    public LayerEntryAssert hasOwnerNames(String user, String group) {
        return check(entry -> requireSame(
                "names of owner",
                entry,
                user + ":" + group,
                entry.metadata().userName() + ":" + entry.metadata().groupName()));
    }

    /**
     * Checks the modification time.
     *
     * <pre>{@code
     * assertThat(layer).entry("/app/run").hasModificationTime(Instant.EPOCH); // fails for today
     * }</pre>
     *
     * @throws AssertionError if it is another
     */
    public LayerEntryAssert hasModificationTime(Instant expected) {
        return check(entry -> requireSame(
                "modification time",
                entry,
                expected.toString(),
                entry.metadata().modified().toString()));
    }

    /**
     * Checks the length in bytes, 0 for anything but a file.
     *
     * <pre>{@code
     * assertThat(layer).entry("/app/run").hasSize(17); // fails for 18 bytes
     * }</pre>
     *
     * @throws AssertionError if it is another
     */
    public LayerEntryAssert hasSize(long expected) {
        return check(entry -> {
            long size = entry instanceof LayerEntry.RegularFile file ? file.size() : 0;
            requireSame("size in bytes", entry, String.valueOf(expected), String.valueOf(size));
        });
    }

    /**
     * Checks an extended attribute, its bytes as Latin-1 text.
     *
     * <pre>{@code
     * assertThat(layer).entry("/app/run").hasXattr("user.origin", "ci"); // fails if there is none
     * }</pre>
     *
     * @throws AssertionError if it is another or none
     */
    public LayerEntryAssert hasXattr(String name, String value) {
        return check(entry -> {
            Optional<String> found =
                    Optional.ofNullable(entry.metadata().xattrs().get(name));
            requireEqual("extended attribute " + name + " of entry " + entry.path(), Optional.of(value), found);
        });
    }

    private LayerEntryAssert isOf(Class<? extends LayerEntry> type) {
        return check(entry -> requireSame("type", entry, nameOf(type), nameOf(entry.getClass())));
    }

    private void requireSame(String property, LayerEntry entry, String expected, String found) {
        if (!expected.equals(found)) {
            throw failure(
                    Message.expecting(property + " of entry " + entry.path())
                            .with("expected", expected)
                            .with("actual", found),
                    expected,
                    found);
        }
    }

    /** Returns the words of a type's name: {@code regular file}. */
    static String nameOf(Class<?> type) {
        return type.getSimpleName().replaceAll("(?<=[a-z])(?=[A-Z])", " ").toLowerCase(Locale.ROOT);
    }
}
