package dev.dockdash.image;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Gives files on a disk what a policy gives them of owner, mode, extended attributes and time. */
final class AttributeWriter {

    private static final int PERMISSIONS = 0777;
    private static final int SPECIAL_BITS = 07000;
    private static final int STICKY = 01000;
    private static final int OWNER_READS_AND_WRITES = 0600;
    private static final int ROOT_MODE = 0755;
    private static final long MAX_OWNER = 0xfffffffeL;
    private static final String USER_XATTR = "user.";

    /** In the order of the bits, the lowest first. */
    private static final List<PosixFilePermission> BITS = List.of(
            PosixFilePermission.OTHERS_EXECUTE,
            PosixFilePermission.OTHERS_WRITE,
            PosixFilePermission.OTHERS_READ,
            PosixFilePermission.GROUP_EXECUTE,
            PosixFilePermission.GROUP_WRITE,
            PosixFilePermission.GROUP_READ,
            PosixFilePermission.OWNER_EXECUTE,
            PosixFilePermission.OWNER_WRITE,
            PosixFilePermission.OWNER_READ);

    private final TargetTree target;
    private final boolean asRecorded;
    private final boolean posix;
    private final BiConsumer<String, String> skipped;
    private final int umask;
    private final @Nullable Object ownUser;
    private final @Nullable Object ownGroup;

    /**
     * Prepares for a target.
     *
     * @param skipped hears the path of a file and the attribute that it cannot get
     */
    AttributeWriter(TargetTree target, ExtractionPolicy policy, BiConsumer<String, String> skipped) throws IOException {
        this.target = target;
        this.asRecorded = policy == ExtractionPolicy.AS_RECORDED;
        this.skipped = skipped;
        this.posix = target.root().getFileSystem().supportedFileAttributeViews().contains("unix");
        this.umask = posix ? findUmask() : 0;
        this.ownUser = posix ? Files.getAttribute(target.root(), "unix:uid") : null;
        this.ownGroup = posix ? Files.getAttribute(target.root(), "unix:gid") : null;
    }

    /** The only way to see it in Java is to make a file that asks for everything. */
    private int findUmask() throws IOException {
        Path probe = target.root().resolve(".umask");
        try {
            Files.createFile(probe, PosixFilePermissions.asFileAttribute(EnumSet.allOf(PosixFilePermission.class)));
            return PERMISSIONS & ~bits(Files.getPosixFilePermissions(probe, LinkOption.NOFOLLOW_LINKS));
        } finally {
            Files.deleteIfExists(probe);
        }
    }

    /** Returns what a new file is created with; {@link #finishFile} gives it the rest. */
    FileAttribute<?>[] ofNewFile(Inode inode) {
        return posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(
                            permissions(inode.metadata().mode() | OWNER_READS_AND_WRITES))
                }
                : new FileAttribute<?>[0];
    }

    /** Returns what a file is created with that nobody else may look into, whatever it becomes. */
    FileAttribute<?>[] ofPrivateFile() {
        return posix
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(permissions(OWNER_READS_AND_WRITES))}
                : new FileAttribute<?>[0];
    }

    /** Gives a file that is complete what it did not get when it was created for this. */
    void finishFile(String path, Inode inode) throws IOException {
        finishFile(path, inode, ((inode.metadata().mode() & PERMISSIONS) | OWNER_READS_AND_WRITES) & ~umask);
    }

    /** Gives a file all attributes that was created as a private one. */
    void finishPrivateFile(String path, Inode inode) throws IOException {
        finishFile(path, inode, OWNER_READS_AND_WRITES & ~umask);
    }

    private void finishFile(String path, Inode inode, int created) throws IOException {
        PosixFileAttributeView view = posix ? target.view(path, PosixFileAttributeView.class) : null;
        BasicFileAttributeView times = view == null ? target.times(path) : view;
        xattrs(path, inode);
        owner(path, inode);
        setTimes(times, inode);
        int mode = mode(inode);
        // A change of the owner clears setuid, and took it from nobody: it is not set before.
        if (view != null && mode != created) {
            setMode(path, view, mode);
        }
    }

    /** Gives a directory its attributes, when all that lies in it is there. */
    void finishDirectory(String path, Inode inode) throws IOException {
        xattrs(path, inode);
        owner(path, inode);
        if (posix) {
            PosixFileAttributeView view = target.view(path, PosixFileAttributeView.class);
            setTimes(view, inode);
            setMode(path, view, mode(inode));
        } else {
            setTimes(target.times(path), inode);
        }
    }

    /** Lets others into a root that no layer has an entry for. */
    void finishRootWithoutEntry() throws IOException {
        if (posix) {
            target.view("", PosixFileAttributeView.class).setPermissions(permissions(ROOT_MODE));
        }
    }

    void finishSymbolicLink(String path, Inode inode) throws IOException {
        target.enterParent(path);
        owner(path, inode);
        setTimes(
                TargetTree.required(
                        Files.getFileAttributeView(
                                target.resolve(path), BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS),
                        BasicFileAttributeView.class),
                inode);
    }

    /** The access time is set as well: otherwise it is read first. */
    private static void setTimes(BasicFileAttributeView view, Inode inode) throws IOException {
        FileTime time = FileTime.from(inode.metadata().modified());
        view.setTimes(time, time, null);
    }

    private int mode(Inode inode) {
        int mode = inode.metadata().mode();
        return asRecorded ? mode : mode & (PERMISSIONS | (inode.type() == FileType.DIRECTORY ? STICKY : 0));
    }

    private void setMode(String path, PosixFileAttributeView view, int mode) throws IOException {
        if ((mode & SPECIAL_BITS) == 0) {
            view.setPermissions(permissions(mode));
        } else {
            Files.setAttribute(target.resolve(path), "unix:mode", mode, LinkOption.NOFOLLOW_LINKS);
        }
    }

    private void owner(String path, Inode inode) throws IOException {
        if (asRecorded && posix) {
            owner(path, "unix:uid", inode.metadata().uid(), ownUser);
            owner(path, "unix:gid", inode.metadata().gid(), ownGroup);
        }
    }

    private void owner(String path, String attribute, long number, @Nullable Object own) throws IOException {
        if (number > MAX_OWNER) {
            throw new IOException("Extracting " + path + ": this system has no owner with the number " + number);
        }
        if (!Integer.valueOf((int) number).equals(own)) {
            Files.setAttribute(target.resolve(path), attribute, (int) number, LinkOption.NOFOLLOW_LINKS);
        }
    }

    private void xattrs(String path, Inode inode) throws IOException {
        if (!asRecorded) {
            return;
        }
        for (Map.Entry<String, String> xattr : inode.metadata().xattrs().entrySet()) {
            if (!xattr.getKey().startsWith(USER_XATTR) || !setXattr(path, xattr.getKey(), xattr.getValue())) {
                skipped.accept(path, "xattr " + xattr.getKey());
            }
        }
    }

    private boolean setXattr(String path, String name, String value) throws IOException {
        UserDefinedFileAttributeView view = Files.getFileAttributeView(
                target.resolve(path), UserDefinedFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
        if (view == null) {
            return false;
        }
        try {
            view.write(
                    name.substring(USER_XATTR.length()), ByteBuffer.wrap(value.getBytes(StandardCharsets.ISO_8859_1)));
            return true;
        } catch (IOException e) {
            // Not every file system keeps them, and none as many as one may ask for.
            return false;
        }
    }

    private static Set<PosixFilePermission> permissions(int mode) {
        Set<PosixFilePermission> permissions = EnumSet.noneOf(PosixFilePermission.class);
        for (int bit = 0; bit < BITS.size(); bit++) {
            if ((mode & (1 << bit)) != 0) {
                permissions.add(BITS.get(bit));
            }
        }
        return permissions;
    }

    private static int bits(Set<PosixFilePermission> permissions) {
        int mode = 0;
        for (int bit = 0; bit < BITS.size(); bit++) {
            mode |= permissions.contains(BITS.get(bit)) ? 1 << bit : 0;
        }
        return mode;
    }
}
