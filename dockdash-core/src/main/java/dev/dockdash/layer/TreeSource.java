package dev.dockdash.layer;

import dev.dockdash.internal.tar.TarEntryType;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** A directory of a file system with all that is in it, symbolic and hard links kept as they are. */
final class TreeSource implements EntrySource {

    private static final int LINK_MODE = 0777;

    private final Path directory;
    private final String target;
    private final EntryAttributes attributes;

    TreeSource(Path directory, String target, EntryAttributes attributes) {
        this.directory = directory;
        this.target = target;
        this.attributes = attributes;
    }

    @Override
    public void plan(Consumer<PlannedEntry> entries) throws IOException {
        if (!Files.isDirectory(directory)) {
            String absolute = directory.toAbsolutePath().toString();
            throw Files.exists(directory)
                    ? new NotDirectoryException(absolute)
                    : new NoSuchFileException(
                            absolute, null, "no such directory, to be added to a layer as /" + target);
        }
        new Walk(entries).visit(directory, target);
    }

    /** One walk over the tree, which remembers files with several names. */
    private final class Walk {

        private final Consumer<PlannedEntry> entries;
        private final Map<List<Long>, String> firstNames = new HashMap<>();

        Walk(Consumer<PlannedEntry> entries) {
            this.entries = entries;
        }

        void visit(Path folder, String path) throws IOException {
            if (!path.equals(EntryPath.ROOT)) {
                entries.accept(
                        attributes.hasMode()
                                ? PlannedEntry.directory(path, directoryAttributes(), folder.toString())
                                : PlannedEntry.impliedDirectory(path, attributes, folder.toString()));
            }
            for (Child child : children(folder)) {
                visitChild(child.path(), EntryPath.child(path, child.name()));
            }
        }

        private void visitChild(Path child, String path) throws IOException {
            EntryPath.canonical(path);
            SourceStat stat = SourceStat.read(child);
            switch (stat.type()) {
                case DIRECTORY -> visit(child, path);
                case FILE -> entries.accept(fileOrHardLink(child, stat, path));
                case SYMBOLIC_LINK -> entries.accept(symbolicLink(child, path));
                case OTHER ->
                    throw new IOException("Adding " + directory + " to a layer: " + child
                            + " is neither file, directory nor link (a socket, pipe or device?); leave it out");
            }
        }

        private PlannedEntry fileOrHardLink(Path child, SourceStat stat, String path) {
            String first = stat.identity()
                    .filter(inode -> inode.links() > 1)
                    .map(inode -> firstNames.putIfAbsent(List.of(inode.device(), inode.number()), path))
                    .orElse(path);
            PlannedEntry file = FileSource.entry(child, stat, path, attributes);
            return first.equals(path) ? file : LinkSource.hardLinkTo(first, file);
        }

        private PlannedEntry symbolicLink(Path child, String path) throws IOException {
            return new PlannedEntry(
                    path,
                    TarEntryType.SYMBOLIC_LINK,
                    LINK_MODE,
                    attributes,
                    FileNames.text(Files.readSymbolicLink(child)),
                    Content.None.INSTANCE,
                    false,
                    child.toString());
        }

        /** A directory that files can be listed in must be searchable where they can be read. */
        private EntryAttributes directoryAttributes() {
            int mode = attributes.modeOr(0);
            return attributes.mode(mode | (mode & 0444) >> 2);
        }
    }

    private static List<Child> children(Path folder) throws IOException {
        List<Child> children = new ArrayList<>();
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder)) {
            stream.forEach(path -> children.add(new Child(path, FileNames.text(path.getFileName()))));
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        } catch (AccessDeniedException e) {
            AccessDeniedException named = new AccessDeniedException(
                    folder.toString(), null, "directory cannot be listed; a layer needs all that is in it");
            named.initCause(e);
            throw named;
        }
        children.sort(Comparator.comparing(Child::name));
        return children;
    }

    private record Child(Path path, String name) {}
}
