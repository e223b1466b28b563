package dev.dockdash.layer;

import dev.dockdash.internal.tar.SparseInputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** Opens files of a layer in the order in which they lie in its tar, each verified on its own. */
final class LayerContents implements Closeable {

    private final HashedTar tar;
    private final String source;
    private long position;
    private @Nullable ContentInputStream current;

    /** Starts at the first byte of a tar, which is closed with this. */
    LayerContents(HashedTar tar, String source) {
        this.tar = tar;
        this.source = source;
    }

    /** Goes on to a file; whatever was opened before is not valid any more. */
    InputStream open(StoredContent content) throws IOException {
        if (current != null) {
            position -= current.left();
        }
        try {
            tar.skipNBytes(content.offset() - position);
        } catch (EOFException e) {
            throw new IOException(
                    "Reading " + source + ": its tar ends before the file at its byte " + content.offset(), e);
        }
        position = content.offset() + content.stored();
        ContentInputStream stored = new ContentInputStream(tar, content, source);
        current = stored;
        return content.isSparse() ? new SparseInputStream(stored, content.sparse(), content.size()) : stored;
    }

    @Override
    public void close() throws IOException {
        tar.close();
    }
}
