package dev.dockdash.assertj;

import dev.dockdash.image.FileEntry;
import dev.dockdash.image.ImageFilesystem;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Assertions on who may do what with something in the merged filesystem. */
abstract class AbstractFileAccessAssert<SELF extends AbstractFileAccessAssert<SELF>>
        extends AbstractFileEntryAssert<SELF> {

    AbstractFileAccessAssert(
            @Nullable FileEntry actual,
            @Nullable ImageFilesystem filesystem,
            String path,
            Class<SELF> type,
            Context context) {
        super(actual, filesystem, path, type, context);
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
    public SELF hasMode(int expected) {
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
     * <pre>{@code
     * assertThat(image).file("/app/serve").hasPermissions("rwxr-xr-x");  // passes
     * assertThat(image).file("/app/serve").hasPermissions("rwxr-x---");  // fails
     * }</pre>
     *
     * @throws AssertionError if they are others
     * @throws IllegalArgumentException if it is not nine such letters
     */
    public SELF hasPermissions(String expected) {
        FileListing.requirePermissions(expected);
        return check(entry -> requireSame("permissions", entry, expected, FileListing.permissions(entry.mode())));
    }

    /**
     * Checks the numbers of owner and group.
     *
     * <pre>{@code
     * assertThat(image).file("/app/serve").isOwnedBy(0, 0); // fails for 1000:0
     * }</pre>
     *
     * @throws AssertionError if they are others
     */
    public SELF isOwnedBy(long uid, long gid) {
        return check(entry ->
                requireSame("owner", entry, FileListing.owner(uid, gid), FileListing.owner(entry.uid(), entry.gid())));
    }

    /**
     * Checks the name of the owner, by the image's own {@code /etc/passwd}.
     *
     * <pre>{@code
     * assertThat(image).file("/app/data").hasOwnerName("app"); // passes for 1000 if that is app's number
     * assertThat(image).file("/app/data").hasOwnerName("root"); // fails
     * }</pre>
     *
     * @throws AssertionError if it is another, or the number has none
     * @throws java.io.UncheckedIOException if a layer cannot be read
     */
    public SELF hasOwnerName(String expected) {
        return check(entry -> requireName(
                "owner name",
                entry,
                entry.uid(),
                expected,
                accounts().users().stream()
                        .filter(user -> user.uid() == entry.uid())
                        .map(AccountFiles.User::name)
                        .toList()));
    }

    /**
     * Checks the name of the group, by the image's own {@code /etc/group}.
     *
     * <pre>{@code
     * assertThat(image).file("/app/data").hasGroupName("staff"); // fails if the group's number is root's
     * }</pre>
     *
     * @throws AssertionError if it is another, or the number has none
     * @throws java.io.UncheckedIOException if a layer cannot be read
     */
    public SELF hasGroupName(String expected) {
        return check(entry -> requireName(
                "group name",
                entry,
                entry.gid(),
                expected,
                accounts().groups().stream()
                        .filter(group -> group.gid() == entry.gid())
                        .map(AccountFiles.Group::name)
                        .toList()));
    }

    private void requireName(String property, FileEntry entry, long number, String expected, List<String> found) {
        if (!found.contains(expected)) {
            String actual = (found.isEmpty() ? "none" : String.join(", ", found)) + " (" + number + ")";
            throw failure(difference(property, entry, expected, actual), expected, actual);
        }
    }

    /**
     * Checks who may execute the file by its mode alone.
     *
     * <pre>{@code
     * assertThat(image).file("/app/serve").isExecutableBy(Accessor.OTHER); // passes for 0755, fails for 0750
     * }</pre>
     *
     * @throws AssertionError if they may not
     */
    public SELF isExecutableBy(Accessor accessor) {
        return check(entry -> {
            if (!accessor.mayExecute(entry.mode())) {
                throw failure(Message.expecting(what(entry) + " to be executable by " + FileListing.word(accessor))
                        .with("actual", FileListing.line(entry))
                        .with("from", context().origin(entry.layer())));
            }
        });
    }

    /**
     * Checks that a process of this user and group may execute the file: mode, owner and all directories on the way allow
     * it. Links are followed.
     *
     * <pre>{@code
     * assertThat(image).file("/app/serve").isExecutableBy(1000, 1000); // passes for 0755
     * assertThat(image).file("/app/serve").isExecutableBy(1000, 1000); // fails if /app is 0700 and root's
     * }</pre>
     *
     * @throws AssertionError if it may not
     */
    public SELF isExecutableBy(long uid, long gid) {
        return check(entry -> requireAccess("executable", entry, Identity.of(uid, gid), Identity::barrierToExecute));
    }

    /**
     * Checks that a process of this user and group may read the file, as {@link #isExecutableBy(long, long)} does.
     *
     * <pre>{@code
     * assertThat(image).file("/app/key").isReadableBy(1000, 1000); // fails for 0600 and root
     * }</pre>
     *
     * @throws AssertionError if it may not
     */
    public SELF isReadableBy(long uid, long gid) {
        return check(entry -> requireAccess("readable", entry, Identity.of(uid, gid), Identity::barrierToRead));
    }

    /**
     * Checks that a process of a user, as a config or {@code docker run --user} names it, may execute the file.
     *
     * <pre>{@code
     * assertThat(image).file("/app/serve").isExecutableByUser("app"); // fails for 0700 and root, or without a user app
     * }</pre>
     *
     * @throws AssertionError if it may not, or the image has no such user
     * @throws java.io.UncheckedIOException if a layer cannot be read
     */
    public SELF isExecutableByUser(String user) {
        return check(entry -> requireAccess("executable", entry, identity(user), Identity::barrierToExecute));
    }

    /**
     * Checks that the user of the image's config may execute the file.
     *
     * <pre>{@code
     * assertThat(image).file("/app/serve").isExecutableByImageUser(); // fails for 0700 and root in an image of user 1000
     * }</pre>
     *
     * @throws AssertionError if it may not, or the image has no such user
     * @throws IllegalStateException if the filesystem came without its image
     * @throws java.io.UncheckedIOException if a layer cannot be read
     */
    public SELF isExecutableByImageUser() {
        return check(entry -> requireAccess(
                "executable",
                entry,
                identity(context().requireImage().config().user().orElse("")),
                Identity::barrierToExecute));
    }

    /**
     * Checks an extended attribute, its bytes as Latin-1 text.
     *
     * <pre>{@code
     * assertThat(image).file("/app/serve").hasXattr("user.origin", "ci"); // fails if there is none
     * }</pre>
     *
     * @throws AssertionError if it is another or none
     */
    public SELF hasXattr(String name, String value) {
        return check(entry -> {
            Optional<String> found = Optional.ofNullable(entry.xattrs().get(name));
            if (!found.equals(Optional.of(value))) {
                throw failure(
                        difference("extended attribute " + name, entry, Message.show(value), Message.show(found)),
                        value,
                        found.orElse("none"));
            }
        });
    }

    /**
     * Checks that the file gives its process a capability.
     *
     * <pre>{@code
     * assertThat(image).file("/app/serve").hasCapability("cap_net_bind_service"); // fails after a plain COPY
     * }</pre>
     *
     * @throws AssertionError if it does not
     * @throws IllegalArgumentException if there is no such capability
     */
    public SELF hasCapability(String name) {
        String wanted = FileCapabilities.require(name);
        return check(entry -> {
            List<String> found =
                    FileCapabilities.permitted(entry.xattrs().getOrDefault(FileCapabilities.ATTRIBUTE, ""));
            if (!found.contains(wanted)) {
                throw failure(Message.expecting(what(entry) + " to give the capability: " + wanted)
                        .withAll("actual", found)
                        .with("from", context().origin(entry.layer())));
            }
        });
    }

    private AccountFiles accounts() {
        return reading("the accounts", () -> AccountFiles.of(tree()));
    }

    private Identity identity(String user) {
        return accounts()
                .identity(user)
                .orElseThrow(() -> failure(Message.expecting("user " + user + " to be one of the image, but it is not")
                        .withAll(
                                "users",
                                accounts().users().stream()
                                        .map(AccountFiles.User::name)
                                        .toList())));
    }

    private void requireAccess(String access, FileEntry entry, Identity identity, BarrierSearch search) {
        FileEntry target = tree().resolve(path()).orElse(entry);
        Optional<String> barrier = search.find(identity, tree(), target);
        if (barrier.isPresent()) {
            throw failure(Message.expecting(what(entry) + " to be " + access + " by " + identity + ", but it is not")
                    .with("because of", barrier.get())
                    .with("from", context().origin(target.layer())));
        }
    }

    /** Finds what keeps a process from a file. */
    private interface BarrierSearch {
        Optional<String> find(Identity identity, ImageFilesystem filesystem, FileEntry file);
    }
}
