package dev.dockdash.image;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileAttributeView;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A folder that is filled. Everything in it is reached name by name from the top, no link is followed, and nothing that
 * is there already is written to: names that a file system takes for one are an error.
 *
 * <p>Paths have no slash at their start and none of the names {@code .} and {@code ..}. Not thread-safe.
 */
abstract class TargetTree implements Closeable {

    private static final Set<OpenOption> NEW = Set.of(
            StandardOpenOption.CREATE_NEW,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE,
            LinkOption.NOFOLLOW_LINKS);

    private final Path root;

    TargetTree(Path root) {
        this.root = root;
    }

    /** Opens a folder, by handles of the operating system where there are such. */
    static TargetTree open(Path root) throws IOException {
        DirectoryStream<Path> stream = root.getFileSystem().provider().newDirectoryStream(root, path -> true);
        if (stream instanceof SecureDirectoryStream<Path> secure) {
            return new HandleTree(root, secure);
        }
        stream.close();
        return withoutHandles(root);
    }

    static TargetTree withoutHandles(Path root) {
        return new CheckedTree(root);
    }

    /** Makes sure that every folder on the way to a path is one, and no link. */
    abstract void enterParent(String path) throws IOException;

    /** Opens a folder of the top as a tree of its own. */
    abstract TargetTree openFolder(String name) throws IOException;

    /** Moves a file to where nothing is in a tree that this one was opened from. */
    final void move(String path, TargetTree target, String newPath) throws IOException {
        enterParent(path);
        target.enterParent(newPath);
        target.requireNothingAt(newPath);
        moveEntered(path, target, newPath);
    }

    /** Moves a file when the folders of both paths are entered. */
    abstract void moveEntered(String path, TargetTree target, String newPath) throws IOException;

    /** To move a file replaces what is there. */
    private void requireNothingAt(String path) throws IOException {
        try {
            times(path).readAttributes();
        } catch (NoSuchFileException e) {
            return;
        }
        throw new FileAlreadyExistsException(resolve(path).toString());
    }

    /** Creates a file with these attributes, to be written and read. */
    final SeekableByteChannel createFile(String path, FileAttribute<?>... attributes) throws IOException {
        enterParent(path);
        return createFile(path, NEW, attributes);
    }

    abstract SeekableByteChannel createFile(String path, Set<OpenOption> options, FileAttribute<?>... attributes)
            throws IOException;

    /** Returns the attributes of a path itself. */
    abstract <V extends FileAttributeView> V view(String path, Class<V> type) throws IOException;

    final void createDirectory(String path, FileAttribute<?>... attributes) throws IOException {
        enterParent(path);
        Files.createDirectory(resolve(path), attributes);
    }

    final void createSymbolicLink(String path, String target) throws IOException {
        enterParent(path);
        Files.createSymbolicLink(resolve(path), toPath(target));
    }

    final void createHardLink(String path, String existing) throws IOException {
        enterParent(existing);
        enterParent(path);
        Files.createLink(resolve(path), resolve(existing));
    }

    /** Returns where a path is on the disk; for what handles cannot do. */
    final Path resolve(String path) throws IOException {
        return path.isEmpty() ? root : root.resolve(toPath(path));
    }

    final Path root() {
        return root;
    }

    /**
     * Returns a name as one of the file system.
     *
     * @throws IOException if the file system would take it for anything else, such as {@code a\b} on Windows
     */
    final Path name(String name) throws IOException {
        Path path = toPath(name);
        if (path.getNameCount() != 1 || path.isAbsolute() || !path.toString().equals(name)) {
            throw new IOException("Extracting " + name + ": this system cannot have a file of that name");
        }
        return path;
    }

    private Path toPath(String text) throws IOException {
        try {
            return root.getFileSystem().getPath(text);
        } catch (InvalidPathException e) {
            throw new IOException(
                    "Extracting \"" + text + "\": this system, or the encoding it runs with, has no such name", e);
        }
    }

    /** Follows no link, by looking at each folder on the way. */
    private static final class CheckedTree extends TargetTree {

        private String entered = "";

        CheckedTree(Path root) {
            super(root);
        }

        @Override
        void enterParent(String path) throws IOException {
            int slash = path.lastIndexOf('/');
            String parent = slash < 0 ? "" : path.substring(0, slash);
            name(path.substring(slash + 1));
            if (parent.equals(entered)) {
                return;
            }
            for (int end = parent.indexOf('/'); !parent.isEmpty(); end = parent.indexOf('/', end + 1)) {
                requireFolder(end < 0 ? parent : parent.substring(0, end), path);
                if (end < 0) {
                    break;
                }
            }
            entered = parent;
        }

        private Path requireFolder(String folder, String path) throws IOException {
            Path onDisk = resolve(folder);
            if (!Files.isDirectory(onDisk, LinkOption.NOFOLLOW_LINKS)) {
                throw new IOException("Extracting " + path + ": " + onDisk + " is no folder any more");
            }
            return onDisk;
        }

        @Override
        TargetTree openFolder(String name) throws IOException {
            return new CheckedTree(requireFolder(name, name));
        }

        @Override
        void moveEntered(String path, TargetTree target, String newPath) throws IOException {
            Files.move(resolve(path), target.resolve(newPath));
        }

        @Override
        SeekableByteChannel createFile(String path, Set<OpenOption> options, FileAttribute<?>... attributes)
                throws IOException {
            return Files.newByteChannel(resolve(path), options, attributes);
        }

        @Override
        <V extends FileAttributeView> V view(String path, Class<V> type) throws IOException {
            enterParent(path);
            return required(Files.getFileAttributeView(resolve(path), type, LinkOption.NOFOLLOW_LINKS), type);
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    }

    static <V extends FileAttributeView> V required(@Nullable V view, Class<V> type) throws IOException {
        if (view == null) {
            throw new IOException("Extracting: the file system has no " + type.getSimpleName());
        }
        return view;
    }

    final BasicFileAttributeView times(String path) throws IOException {
        return view(path, BasicFileAttributeView.class);
    }
}
