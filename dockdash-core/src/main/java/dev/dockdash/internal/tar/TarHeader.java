package dev.dockdash.internal.tar;

import java.util.SortedMap;

/**
 * What a tar archive says about one entry, as it is to be written.
 *
 * @param name the path in the archive, with a slash at the end for a directory
 * @param type the type of the entry
 * @param mode permission bits with setuid, setgid and sticky
 * @param uid the owner's number
 * @param gid the group's number
 * @param size the length of the content in bytes
 * @param seconds the modification time in seconds since the epoch
 * @param nanos what the modification time has beyond whole seconds
 * @param linkName the target of a link, else empty
 * @param xattrs extended attributes by name; not copied, not changed
 */
public record TarHeader(
        String name,
        TarEntryType type,
        int mode,
        long uid,
        long gid,
        long size,
        long seconds,
        int nanos,
        String linkName,
        SortedMap<String, byte[]> xattrs) {}
