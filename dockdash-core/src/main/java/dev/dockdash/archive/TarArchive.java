package dev.dockdash.archive;

import dev.dockdash.internal.tar.RegionInputStream;
import dev.dockdash.internal.tar.TarEntry;
import dev.dockdash.internal.tar.TarReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.SeekableByteChannel;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The files of a tar that lies in a file: its headers are read once, and contents where they lie when they are asked for.
 * Of several entries with one name the last counts, as if the tar were unpacked.
 */
final class TarArchive implements ArchiveFiles {

    private static final int MAX_ENTRIES = 200_000;
    private static final long MAX_NAMES = 16L << 20;
    private static final int MAX_HEADER = 1 << 20;
    private static final int MAX_LINKS = 16;
    private static final int SOME = 5;

    private final Channels channels;
    private final String name;
    private final Map<String, Place> places = new HashMap<>();

    /** Opens a file for reading at any place. */
    @FunctionalInterface
    interface Channels {
        SeekableByteChannel open() throws IOException;
    }

    /** Where an entry leads. */
    private sealed interface Place {}

    private record Content(long offset, long size, boolean sparse) implements Place {}

    /** An empty target is one outside the archive. */
    private record Link(Optional<String> target) implements Place {}

    private TarArchive(Channels channels, String name) {
        this.channels = channels;
        this.name = name;
    }

    /**
     * Reads the headers of a tar.
     *
     * @param name what the tar is, for messages
     * @throws IOException if it is not a tar, is cut off, has a name that leads outside, or more entries than any image
     */
    static TarArchive read(Channels channels, String name) throws IOException {
        TarArchive archive = new TarArchive(channels, name);
        try (SeekableByteChannel channel = channels.open();
                RegionInputStream in = new RegionInputStream(channel, 0, channel.size(), name)) {
            archive.read(TarReader.ofFile(in, name, MAX_HEADER));
        }
        return archive;
    }

    private void read(TarReader tar) throws IOException {
        int count = 0;
        long names = 0;
        for (TarEntry entry = first(tar); entry != null; entry = tar.next()) {
            count++;
            names += entry.name().length() + entry.linkName().length();
            if (count > MAX_ENTRIES || names > MAX_NAMES) {
                throw new IOException("Reading " + name + ": it has more than " + MAX_ENTRIES
                        + " entries, or names that are too long together; is it the archive of an image?");
            }
            place(entry);
        }
    }

    private static @Nullable TarEntry first(TarReader tar) throws IOException {
        try {
            return tar.next();
        } catch (IOException e) {
            throw new IOException(e.getMessage() + "; is this the archive of an image? " + FileOrigin.EXPECTED, e);
        }
    }

    private void place(TarEntry entry) throws IOException {
        String path = ArchivePath.of(entry.name()).orElseThrow(() -> outside(entry.name()));
        switch (entry.typeFlag()) {
            case '0' ->
                places.put(
                        path,
                        new Content(
                                entry.offset(),
                                entry.storedSize(),
                                entry.storedSize() != entry.size()
                                        || entry.sparse().count() > 0));
            case '1' -> places.put(path, new Link(ArchivePath.of(entry.linkName())));
            case '2' -> places.put(path, new Link(ArchivePath.ofLink(path, entry.linkName())));
            default -> places.remove(path);
        }
    }

    @Override
    public Optional<ArchiveFile> find(String wanted) throws IOException {
        Optional<String> path = Optional.of(ArchivePath.of(wanted).orElseThrow(() -> outside(wanted)));
        for (int hop = 0; hop <= MAX_LINKS; hop++) {
            String current = path.orElseThrow(() -> outside(wanted));
            Place place = places.get(current);
            if (place == null) {
                return Optional.empty();
            }
            if (place instanceof Content content) {
                return Optional.of(file(current, content));
            }
            path = ((Link) place).target();
        }
        throw new IOException("Reading " + name + ": the links from " + ArchiveText.of(wanted) + " on are more than "
                + MAX_LINKS + ", or go in a circle");
    }

    private ArchiveFile file(String path, Content content) throws IOException {
        if (content.sparse()) {
            throw new IOException("Reading " + name + ": " + ArchiveText.of(path)
                    + " is stored as a sparse file, which cannot be read in place; pack the archive without them");
        }
        return new Region(this, content);
    }

    /** A file that lies in the tar as one piece. */
    private record Region(TarArchive archive, Content content) implements ArchiveFile {
        @Override
        public long size() {
            return content.size();
        }

        @Override
        public InputStream open() throws IOException {
            SeekableByteChannel channel = archive.channels.open();
            try {
                return new RegionInputStream(channel, content.offset(), content.size(), archive.name);
            } catch (IOException | RuntimeException e) {
                channel.close();
                throw e;
            }
        }
    }

    private IOException outside(String path) {
        return new IOException("Reading " + name + ": " + ArchiveText.of(path) + " leads out of the archive");
    }

    @Override
    public List<String> someNames() {
        return places.keySet().stream().sorted().limit(SOME).toList();
    }

    @Override
    public String toString() {
        return name;
    }
}
