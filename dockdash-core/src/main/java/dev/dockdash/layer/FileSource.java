package dev.dockdash.layer;

import dev.dockdash.internal.tar.TarEntryType;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.function.Consumer;

/** One file of a file system, links followed, as {@code cp} does. */
record FileSource(Path file, String target, EntryAttributes attributes) implements EntrySource {

    private static final int FILE_MODE = 0644;
    private static final int EXECUTABLE_MODE = 0755;

    @Override
    public void plan(Consumer<PlannedEntry> entries) throws IOException {
        Path real = realPath();
        SourceStat stat = SourceStat.read(real);
        if (stat.type() != SourceStat.Type.FILE) {
            throw new IOException("Adding " + file + " to a layer as /" + target
                    + ": expected a regular file but it is "
                    + (stat.type() == SourceStat.Type.DIRECTORY
                            ? "a directory; use directory(..) for a tree"
                            : "neither file nor directory"));
        }
        entries.accept(entry(real, stat, target, attributes));
    }

    static PlannedEntry entry(Path path, SourceStat stat, String target, EntryAttributes attributes) {
        return new PlannedEntry(
                target,
                TarEntryType.REGULAR_FILE,
                attributes.modeOr(stat.executable() ? EXECUTABLE_MODE : FILE_MODE),
                attributes,
                "",
                new Content.SourceFile(path, stat),
                false,
                path);
    }

    @Override
    public String toString() {
        return file.toString();
    }

    private Path realPath() throws IOException {
        try {
            return file.toRealPath();
        } catch (NoSuchFileException e) {
            NoSuchFileException named = new NoSuchFileException(
                    file.toAbsolutePath().toString(), null, "no such file, to be added to a layer as /" + target);
            named.initCause(e);
            throw named;
        }
    }
}
