package dev.dockdash.layer;

import dev.dockdash.internal.tar.TarEntryType;
import dev.dockdash.internal.tar.TarHeader;
import java.time.Instant;
import java.util.function.Consumer;

/**
 * One entry of a layer that is to be written.
 *
 * @param path the canonical path
 * @param type the type
 * @param mode the mode it gets
 * @param attributes owner, time and extended attributes
 * @param linkName the target of a link, else empty; of a hard link a canonical path
 * @param content the bytes
 * @param implied whether it is a directory that nobody asked for by name: a base that has it keeps its own
 * @param origin who asked for it, for messages: a path of a source, or a call
 */
record PlannedEntry(
        String path,
        TarEntryType type,
        int mode,
        EntryAttributes attributes,
        String linkName,
        Content content,
        boolean implied,
        Object origin)
        implements EntrySource {

    private static final int DIRECTORY_MODE = 0755;

    static PlannedEntry impliedDirectory(String path, Object origin) {
        return impliedDirectory(path, EntryAttributes.DEFAULT, origin);
    }

    static PlannedEntry impliedDirectory(String path, EntryAttributes attributes, Object origin) {
        return directory(path, DIRECTORY_MODE, attributes, true, origin);
    }

    static PlannedEntry directory(String path, EntryAttributes attributes, Object origin) {
        return directory(path, attributes.modeOr(DIRECTORY_MODE), attributes, false, origin);
    }

    private static PlannedEntry directory(
            String path, int mode, EntryAttributes attributes, boolean implied, Object origin) {
        return new PlannedEntry(
                path, TarEntryType.DIRECTORY, mode, attributes, "", Content.None.INSTANCE, implied, origin);
    }

    @Override
    public String toString() {
        return origin.toString();
    }

    PlannedEntry at(String newPath, String newLinkName) {
        return new PlannedEntry(newPath, type, mode, attributes, newLinkName, content, implied, origin);
    }

    @Override
    public void plan(Consumer<PlannedEntry> entries) {
        entries.accept(this);
    }

    boolean isDirectory() {
        return type == TarEntryType.DIRECTORY;
    }

    TarHeader header() {
        Instant modified = attributes.modified();
        return new TarHeader(
                isDirectory() ? path + "/" : path,
                type,
                mode,
                attributes.uid(),
                attributes.gid(),
                content.size(),
                modified.getEpochSecond(),
                modified.getNano(),
                linkName,
                attributes.xattrs());
    }
}
