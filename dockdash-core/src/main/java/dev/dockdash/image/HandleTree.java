package dev.dockdash.image;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileAttributeView;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Follows no link, because each folder is opened through the handle of the one above: also when somebody moves folders
 * meanwhile. The handles of the last few folders are kept.
 */
final class HandleTree extends TargetTree {

    /** Two descriptors each; deeper trees are walked again from the top instead. */
    private static final int MAX_OPEN = 64;

    /** An open folder on the way to the current one; its handle is null when it was closed to make room. */
    private static final class Level {

        private final String name;
        private @Nullable SecureDirectoryStream<Path> handle;

        Level(String name, SecureDirectoryStream<Path> handle) {
            this.name = name;
            this.handle = handle;
        }
    }

    private final SecureDirectoryStream<Path> top;
    private final List<Level> levels = new ArrayList<>();
    private String entered = "";

    HandleTree(Path root, SecureDirectoryStream<Path> top) {
        super(root);
        this.top = top;
    }

    @Override
    void enterParent(String path) throws IOException {
        int slash = path.lastIndexOf('/');
        String parent = slash < 0 ? "" : path.substring(0, slash);
        if (!parent.equals(entered)) {
            enter(PathNames.split(parent));
            entered = parent;
        }
    }

    @Override
    TargetTree openFolder(String name) throws IOException {
        return new HandleTree(resolve(name), open(top, name));
    }

    @Override
    void moveEntered(String path, TargetTree target, String newPath) throws IOException {
        if (!(target instanceof HandleTree other)) {
            throw new IllegalArgumentException("A tree with handles cannot move files to one without");
        }
        current().move(lastName(path), other.current(), lastName(newPath));
    }

    @Override
    SeekableByteChannel createFile(String path, Set<OpenOption> options, FileAttribute<?>... attributes)
            throws IOException {
        return current().newByteChannel(lastName(path), options, attributes);
    }

    @Override
    <V extends FileAttributeView> V view(String path, Class<V> type) throws IOException {
        if (path.isEmpty()) {
            return required(top.getFileAttributeView(type), type);
        }
        enterParent(path);
        return required(current().getFileAttributeView(lastName(path), type, LinkOption.NOFOLLOW_LINKS), type);
    }

    private Path lastName(String path) throws IOException {
        return name(path.substring(path.lastIndexOf('/') + 1));
    }

    private void enter(List<String> names) throws IOException {
        // Should a folder not open, the next path must not take this one for entered.
        entered = "/";
        int common = 0;
        while (common < levels.size()
                && common < names.size()
                && levels.get(common).name.equals(names.get(common))) {
            common++;
        }
        if (common > 0 && levels.get(common - 1).handle == null) {
            common = 0;
        }
        leave(common);
        for (String name : names.subList(common, names.size())) {
            levels.add(new Level(name, open(current(), name)));
            if (levels.size() > MAX_OPEN) {
                close(levels.get(levels.size() - 1 - MAX_OPEN));
            }
        }
    }

    private SecureDirectoryStream<Path> open(SecureDirectoryStream<Path> parent, String name) throws IOException {
        DirectoryStream<Path> child = parent.newDirectoryStream(name(name), LinkOption.NOFOLLOW_LINKS);
        if (child instanceof SecureDirectoryStream<Path> secure) {
            return secure;
        }
        child.close();
        throw new IOException("Extracting into " + root() + ": the folder " + name + " lies on another file system");
    }

    private SecureDirectoryStream<Path> current() {
        SecureDirectoryStream<Path> handle = levels.isEmpty() ? top : levels.get(levels.size() - 1).handle;
        if (handle == null) {
            throw new IllegalStateException("The current folder is always open");
        }
        return handle;
    }

    private void leave(int depth) throws IOException {
        while (levels.size() > depth) {
            close(levels.remove(levels.size() - 1));
        }
    }

    private static void close(Level level) throws IOException {
        if (level.handle != null) {
            level.handle.close();
            level.handle = null;
        }
    }

    @Override
    public void close() throws IOException {
        leave(0);
        top.close();
    }
}
