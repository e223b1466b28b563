package dev.dockdash.image;

import dev.dockdash.layer.Layer;
import dev.dockdash.layer.LayerEntry;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Contents of layers that had to be read for their entries, kept until it is known which of them an image still has, in a
 * private folder in the tree that they go to. The folder is made for the first content and deleted with all that is left
 * in it.
 *
 * <p>Large contents are files of their own, to be moved; for small ones that would cost more than to copy them. Not
 * thread-safe.
 */
final class Spool implements Closeable {

    private static final int LARGE = 128 * 1024;
    private static final String POOL = "small";

    /**
     * A content that is kept.
     *
     * @param index the number of its entry
     * @param position where it is among the small ones, or the number that is the name of its file
     * @param length how long a small one is, or {@link #LARGE}
     */
    record Content(int index, long position, int length) {

        boolean isFile() {
            return length == LARGE;
        }

        private String file() {
            return Long.toString(position);
        }
    }

    /** The folder and what is open in it. */
    private record Folder(TargetTree tree, ContentPool pool) {}

    private final TargetTree target;
    private final AttributeWriter attributes;
    private final Map<Layer, List<Content>> layers = new HashMap<>();
    private final byte[] buffer = new byte[LARGE];
    private @Nullable Folder folder;
    private long files;

    Spool(TargetTree target, AttributeWriter attributes) {
        this.target = target;
        this.attributes = attributes;
    }

    /** Returns the entries of a layer, and keeps its contents if it must be read for them. */
    List<LayerEntry> entries(Layer layer) throws IOException {
        if (!layers.containsKey(layer)) {
            List<Content> contents = new ArrayList<>();
            layer.readEntries((index, content) -> contents.add(keep(index, content)));
            layers.put(layer, contents);
        }
        return layer.entries();
    }

    /** Returns what is kept of a layer, in the order of its entries, and forgets it: a file can be moved once. */
    List<Content> take(Layer layer) {
        List<Content> contents = layers.remove(layer);
        return contents == null ? List.of() : contents;
    }

    /** Returns the bytes of a content that is no file, which are good until the next are read. */
    ByteBuffer read(Content content) throws IOException {
        return folder().pool().read(content.position(), content.length());
    }

    /** Moves a content that is a file to where nothing is in the target. */
    void move(Content content, String path) throws IOException {
        folder().tree().move(content.file(), target, path);
    }

    private Content keep(int index, InputStream content) throws IOException {
        int read = content.readNBytes(buffer, 0, LARGE);
        if (read < LARGE) {
            return new Content(index, folder().pool().add(buffer, read), read);
        }
        Content file = new Content(index, files++, LARGE);
        try (SeekableByteChannel out = folder().tree().createFile(file.file(), attributes.ofPrivateFile())) {
            while (read > 0) {
                ByteBuffer piece = ByteBuffer.wrap(buffer, 0, read);
                while (piece.hasRemaining()) {
                    out.write(piece);
                }
                read = content.readNBytes(buffer, 0, LARGE);
            }
        }
        return file;
    }

    private Folder folder() throws IOException {
        Folder known = folder;
        if (known == null) {
            // Nobody can guess the name, so no image has a file there.
            String name = ".dockdash-" + UUID.randomUUID();
            target.createDirectory(name, StagingFolder.privateFolder(target.root()));
            TargetTree tree = target.openFolder(name);
            try {
                known = new Folder(tree, new ContentPool(tree.createFile(POOL, attributes.ofPrivateFile())));
            } catch (IOException | RuntimeException e) {
                tree.close();
                throw e;
            }
            folder = known;
        }
        return known;
    }

    @Override
    public void close() throws IOException {
        Folder open = folder;
        if (open != null) {
            folder = null;
            try {
                open.pool().close();
            } finally {
                open.tree().close();
            }
            StagingFolder.deleteTree(open.tree().root());
        }
    }
}
