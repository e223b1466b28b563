package dev.dockdash.layer;

import dev.dockdash.internal.tar.TarHeaderEncoder;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/**
 * Where each entry lies in the tar of a plan, so that any stretch of it can be produced on its own, by any thread.
 */
final class TarLayout {

    private final List<PlannedEntry> entries;
    private final long[] starts;
    private final long[] contentStarts;
    private final long length;

    private TarLayout(List<PlannedEntry> entries, long[] starts, long[] contentStarts, long length) {
        this.entries = entries;
        this.starts = starts;
        this.contentStarts = contentStarts;
        this.length = length;
    }

    static TarLayout of(LayerPlan plan) {
        List<PlannedEntry> entries = plan.entries();
        long[] starts = new long[entries.size()];
        long[] contentStarts = new long[entries.size()];
        long position = 0;
        for (int i = 0; i < starts.length; i++) {
            PlannedEntry entry = entries.get(i);
            starts[i] = position;
            contentStarts[i] = position + TarHeaderEncoder.encodedLength(entry.header());
            position =
                    contentStarts[i] + TarHeaderEncoder.padded(entry.content().size());
        }
        return new TarLayout(entries, starts, contentStarts, position + TarHeaderEncoder.END_LENGTH);
    }

    /** Returns the length of the tar in bytes. */
    long length() {
        return length;
    }

    /**
     * Fills the start of a buffer with the bytes of the tar from a position on.
     *
     * @throws IOException if a source cannot be read or is no longer what it was when the layer was planned
     */
    void read(long position, byte[] buffer, int count) throws IOException {
        long end = position + count;
        for (int i = entryAt(position); i < starts.length && starts[i] < end; i++) {
            copyHeader(i, position, buffer, count);
            copyContent(i, position, buffer, count);
            fillPadding(i, position, buffer, count);
        }
        if (starts.length == 0) {
            Arrays.fill(buffer, 0, count, (byte) 0);
        }
    }

    /**
     * Checks again the files whose content ends in a stretch of the tar and began before it; those that lie within it
     * were checked when it was read.
     *
     * @throws IOException if one changed since the layer was planned
     */
    void checkSpanning(long position, int count) throws IOException {
        int i = entryAt(position);
        if (i < starts.length
                && contentStarts[i] < position
                && contentEnd(i) > position
                && contentEnd(i) <= position + count) {
            checkUnchanged(i);
        }
    }

    private int entryAt(long position) {
        int found = Arrays.binarySearch(starts, position);
        return found >= 0 ? found : Math.max(0, -found - 2);
    }

    private long contentEnd(int i) {
        return contentStarts[i] + entries.get(i).content().size();
    }

    private void copyHeader(int i, long position, byte[] buffer, int count) {
        if (contentStarts[i] <= position) {
            return;
        }
        byte[] header = TarHeaderEncoder.encode(entries.get(i).header());
        copy(header, starts[i], position, buffer, count);
    }

    private static void copy(byte[] source, long sourceStart, long position, byte[] buffer, int count) {
        long from = Math.max(sourceStart, position);
        long to = Math.min(sourceStart + source.length, position + count);
        if (from < to) {
            System.arraycopy(source, (int) (from - sourceStart), buffer, (int) (from - position), (int) (to - from));
        }
    }

    private void copyContent(int i, long position, byte[] buffer, int count) throws IOException {
        Content content = entries.get(i).content();
        if (content instanceof Content.Data data) {
            copy(data.bytes(), contentStarts[i], position, buffer, count);
        } else if (content instanceof Content.SourceFile file) {
            long from = Math.max(contentStarts[i], position);
            long to = Math.min(contentEnd(i), position + count);
            if (from < to) {
                ByteBuffer target = ByteBuffer.wrap(buffer, (int) (from - position), (int) (to - from));
                readFully(file, from - contentStarts[i], target);
            }
            if (contentStarts[i] >= position && contentEnd(i) <= position + count) {
                checkUnchanged(i);
            }
        }
    }

    /** Fills with zeros up to the next entry, or to the end of the tar after the last one. */
    private void fillPadding(int i, long position, byte[] buffer, int count) {
        long next = i + 1 < starts.length ? starts[i + 1] : length;
        long from = Math.max(contentEnd(i), position);
        long to = Math.min(next, position + count);
        if (from < to) {
            Arrays.fill(buffer, (int) (from - position), (int) (to - position), (byte) 0);
        }
    }

    private static void readFully(Content.SourceFile file, long offset, ByteBuffer target) throws IOException {
        try (SeekableByteChannel channel = open(file)) {
            if (offset > 0) {
                channel.position(offset);
            }
            while (target.hasRemaining()) {
                if (channel.read(target) < 0) {
                    throw new EOFException(changed(file) + ": it is shorter now");
                }
            }
        }
    }

    private static SeekableByteChannel open(Content.SourceFile file) throws IOException {
        try {
            return Files.newByteChannel(file.path());
        } catch (AccessDeniedException e) {
            AccessDeniedException named = new AccessDeniedException(
                    file.path().toString(), null, "file cannot be read; a layer needs its content");
            named.initCause(e);
            throw named;
        } catch (NoSuchFileException e) {
            throw new IOException(changed(file) + ": it is gone", e);
        }
    }

    private void checkUnchanged(int i) throws IOException {
        if (entries.get(i).content() instanceof Content.SourceFile file) {
            if (!file.stat().isStillThatOf(file.path())) {
                SourceStat now = SourceStat.read(file.path());
                throw new IOException(changed(file) + ": expected " + describe(file.stat()) + " but found "
                        + describe(now) + "; build again when nothing writes to it");
            }
        }
    }

    private static String changed(Content.SourceFile file) {
        return file.path() + " changed while a layer was built from it";
    }

    private static String describe(SourceStat stat) {
        return stat.size() + " bytes, modified " + Instant.ofEpochSecond(0, stat.modified());
    }
}
