package dev.dockdash.assertj;

import dev.dockdash.image.FileEntry;
import dev.dockdash.image.FileType;
import dev.dockdash.image.ImageFilesystem;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Who a process is.
 *
 * @param name how the image names it
 * @param uid the number of its user
 * @param gid the number of its group
 * @param groups the numbers of its further groups
 */
record Identity(String name, long uid, long gid, Set<Long> groups) {

    private static final int READ = 4;
    private static final int EXECUTE = 1;

    Identity {
        groups = Set.copyOf(groups);
    }

    static Identity of(long uid, long gid) {
        return new Identity(FileListing.owner(uid, gid), uid, gid, Set.of());
    }

    /** Returns what keeps this process from executing a file, in one line; empty if nothing does. */
    Optional<String> barrierToExecute(ImageFilesystem filesystem, FileEntry file) {
        return barrier(filesystem, file, EXECUTE);
    }

    /** Returns what keeps this process from reading a file, in one line; empty if nothing does. */
    Optional<String> barrierToRead(ImageFilesystem filesystem, FileEntry file) {
        return barrier(filesystem, file, READ);
    }

    private Optional<String> barrier(ImageFilesystem filesystem, FileEntry file, int bit) {
        String directory = file.path();
        while (!directory.equals("/")) {
            directory = CanonicalPath.parent(directory);
            Optional<FileEntry> closed = filesystem.find(directory).filter(parent -> !may(parent, EXECUTE));
            if (closed.isPresent()) {
                return Optional.of("cannot enter " + FileListing.line(closed.get()));
            }
        }
        return may(file, bit) ? Optional.empty() : Optional.of(FileListing.line(file));
    }

    /** Root may do everything but execute a file that nobody may execute. */
    private boolean may(FileEntry entry, int bit) {
        if (uid == 0) {
            return bit != EXECUTE || entry.type() == FileType.DIRECTORY || (entry.mode() & 0111) != 0;
        }
        if (uid == entry.uid()) {
            return (entry.mode() >> 6 & bit) != 0;
        }
        if (gid == entry.gid() || groups.contains(entry.gid())) {
            return (entry.mode() >> 3 & bit) != 0;
        }
        return (entry.mode() & bit) != 0;
    }

    /** Returns the name, and the numbers where it is not made of them. */
    @Override
    public String toString() {
        String numbers = FileListing.owner(uid, gid) + (groups.isEmpty() ? "" : " and groups " + new TreeSet<>(groups));
        return name.equals(numbers) ? name : name + " (" + numbers + ")";
    }
}
