package dev.dockdash.layer;

import dev.dockdash.blob.BlobMismatchException;
import dev.dockdash.internal.tar.SparseInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** Opens files of a layer in the order in which they lie in its tar, which gives no other bytes than it did at first. */
final class LayerContents implements Closeable {

    private final Opener opener;
    private final String source;
    private long position;
    private @Nullable InputStream tar;
    private @Nullable ContentInputStream current;

    /** Opens a tar at its first byte. */
    @FunctionalInterface
    interface Opener {

        /**
         * Returns the bytes.
         *
         * @throws BlobMismatchException if they are not those that were there at first; reading fails likewise
         * @throws IOException if they cannot be had
         */
        InputStream open() throws IOException;
    }

    /** Starts with a tar, which is opened for the first file and closed with this. */
    LayerContents(Opener opener, String source) {
        this.opener = opener;
        this.source = source;
    }

    /** Goes on to a file; whatever was opened before is not valid any more. */
    InputStream open(StoredContent content) throws IOException {
        if (current != null) {
            position -= current.left();
        }
        ContentInputStream stored = new ContentInputStream(tar(content), content, source);
        stored.skipTo(content.offset() - position);
        position = content.offset() + content.stored();
        current = stored;
        return content.isSparse() ? new SparseInputStream(stored, content.sparse(), content.size()) : stored;
    }

    private InputStream tar(StoredContent content) throws IOException {
        InputStream opened = tar;
        if (opened == null) {
            try {
                opened = opener.open();
            } catch (BlobMismatchException e) {
                throw content.changed(source, e);
            }
            tar = opened;
        }
        return opened;
    }

    @Override
    public void close() throws IOException {
        if (tar != null) {
            tar.close();
        }
    }
}
