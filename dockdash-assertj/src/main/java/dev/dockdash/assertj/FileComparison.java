package dev.dockdash.assertj;

import dev.dockdash.image.FileEntry;
import dev.dockdash.image.ImageFilesystem;
import dev.dockdash.oci.Digest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Tells in which of its properties a file differs between two images. */
final class FileComparison {

    private FileComparison() {}

    /**
     * Returns a line for each property that differs.
     *
     * @throws IOException if a layer cannot be read
     */
    static List<String> of(ImageFilesystem before, FileEntry old, ImageFilesystem after, FileEntry entry)
            throws IOException {
        List<String> lines = attributes(old, entry);
        add(lines, "modified", old.modified(), entry.modified());
        if (old.isRegularFile() && entry.isRegularFile()) {
            add(lines, "size", old.size(), entry.size());
            if (old.size() == entry.size()) {
                add(lines, "content", contentOf(before, old), contentOf(after, entry));
            }
        }
        return lines;
    }

    /** Returns a line for each of type, mode, owner and link target that differs. */
    static List<String> attributes(FileEntry old, FileEntry entry) {
        List<String> lines = new ArrayList<>();
        add(lines, "type", FileListing.type(old.type()), FileListing.type(entry.type()));
        add(lines, "mode", FileListing.mode(old.mode()), FileListing.mode(entry.mode()));
        add(lines, "owner", FileListing.owner(old.uid(), old.gid()), FileListing.owner(entry.uid(), entry.gid()));
        add(lines, "target", old.linkTarget().orElse("none"), entry.linkTarget().orElse("none"));
        return lines;
    }

    private static Digest contentOf(ImageFilesystem filesystem, FileEntry entry) throws IOException {
        return Digest.of(filesystem.readAllBytes(entry.path()));
    }

    static void add(List<String> lines, String property, Object old, Object found) {
        if (!old.equals(found)) {
            lines.add(property + " " + old + " -> " + found);
        }
    }
}
