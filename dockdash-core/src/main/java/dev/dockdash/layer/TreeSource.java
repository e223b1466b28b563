package dev.dockdash.layer;

import dev.dockdash.internal.concurrent.WorkerThreads;
import dev.dockdash.internal.tar.TarEntryType;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** A directory of a file system with all that is in it, symbolic and hard links kept as they are. */
final class TreeSource implements EntrySource {

    private static final int LINK_MODE = 0777;

    private final Path directory;
    private final String target;
    private final EntryAttributes attributes;
    private final TreeFilter filter;

    TreeSource(Path directory, String target, EntryAttributes attributes, TreeFilter filter) {
        this.directory = directory;
        this.target = target;
        this.attributes = attributes;
        this.filter = filter;
    }

    @Override
    public void plan(Consumer<PlannedEntry> entries) throws IOException {
        TreeFilter.Below below = filter.below(target);
        List<TreeListing.Child> children = list(below);
        Walk walk = new Walk(entries, below);
        walk.addDirectory(directory, target);
        walk.addAll(children);
    }

    private List<TreeListing.Child> list(TreeFilter.Below below) throws IOException {
        try {
            return TreeListing.of(directory, target, below, WorkerThreads.shared());
        } catch (IOException e) {
            throw Files.isDirectory(directory) ? e : noDirectory(e);
        }
    }

    private IOException noDirectory(IOException cause) {
        String absolute = directory.toAbsolutePath().toString();
        IOException named = Files.exists(directory)
                ? new NotDirectoryException(absolute)
                : new NoSuchFileException(absolute, null, "no such directory, to be added to a layer as /" + target);
        named.initCause(cause);
        return named;
    }

    @Override
    public String toString() {
        return directory.toString();
    }

    /** One walk over the tree, which remembers files with several names. */
    private final class Walk {

        private final Consumer<PlannedEntry> entries;
        private final TreeFilter.Below below;
        private final Map<Object, String> firstNames = new HashMap<>();

        Walk(Consumer<PlannedEntry> entries, TreeFilter.Below below) {
            this.entries = entries;
            this.below = below;
        }

        void addDirectory(Path folder, String path) {
            if (!path.equals(EntryPath.ROOT)) {
                entries.accept(
                        attributes.hasMode()
                                ? PlannedEntry.directory(path, directoryAttributes(), folder)
                                : PlannedEntry.impliedDirectory(path, attributes, folder));
            }
        }

        /** Adds what the filter includes, and returns whether it was anything: its directory comes along then. */
        boolean addAll(List<TreeListing.Child> children) throws IOException {
            boolean added = false;
            for (TreeListing.Child child : children) {
                added |= add(child);
            }
            return added;
        }

        private boolean add(TreeListing.Child child) throws IOException {
            boolean included = below.includes(child.target());
            if (child.stat().type() != SourceStat.Type.DIRECTORY) {
                if (included) {
                    entries.accept(leaf(child.path(), child.stat(), child.target()));
                }
                return included;
            }
            if (included) {
                // Before what lies in it, as a layer has it: then nothing is to be sorted.
                addDirectory(child.path(), child.target());
                addAll(child.children());
                return true;
            }
            boolean holdsIncluded = addAll(child.children());
            if (holdsIncluded) {
                addDirectory(child.path(), child.target());
            }
            return holdsIncluded;
        }

        private PlannedEntry leaf(Path child, SourceStat stat, String path) throws IOException {
            return switch (stat.type()) {
                case FILE -> fileOrHardLink(child, stat, path);
                case SYMBOLIC_LINK -> symbolicLink(child, path);
                case DIRECTORY, OTHER ->
                    throw new IOException("Adding " + directory + " to a layer: " + child
                            + " is neither file, directory nor link (a socket, pipe or device?); exclude it");
            };
        }

        private PlannedEntry fileOrHardLink(Path child, SourceStat stat, String path) throws IOException {
            PlannedEntry file = FileSource.entry(child, stat, path, attributes);
            return sharedIdentity(child, stat)
                    .map(identity -> firstNames.putIfAbsent(identity, path))
                    .map(first -> LinkSource.hardLinkTo(first, file))
                    .orElse(file);
        }

        /** Returns what all names of a file have in common, if it may have several. */
        private static Optional<Object> sharedIdentity(Path child, SourceStat stat) throws IOException {
            if (stat.hasInode()) {
                return stat.links() > 1 ? Optional.of(List.of(stat.device(), stat.inode())) : Optional.empty();
            }
            if (child.getFileSystem() == FileSystems.getDefault()) {
                return Optional.empty();
            }
            BasicFileAttributes attributes =
                    Files.readAttributes(child, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            return Optional.ofNullable(attributes.fileKey());
        }

        private PlannedEntry symbolicLink(Path child, String path) throws IOException {
            return new PlannedEntry(
                    path,
                    TarEntryType.SYMBOLIC_LINK,
                    LINK_MODE,
                    attributes,
                    FileNames.text(Files.readSymbolicLink(child), child),
                    Content.None.INSTANCE,
                    false,
                    child);
        }

        /** A directory that files can be listed in must be searchable where they can be read. */
        private EntryAttributes directoryAttributes() {
            int mode = attributes.modeOr(0);
            return attributes.mode(mode | (mode & 0444) >> 2);
        }
    }
}
