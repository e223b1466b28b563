package dev.dockdash.internal.tar;

import java.time.Instant;
import java.util.Map;

/**
 * One entry of a tar as it was read, with the place of its content.
 *
 * @param name the path as it is written
 * @param typeFlag the letter of its type: {@code 0} for every kind of file
 * @param mode all bits that the header has
 * @param uid the owner's number
 * @param gid the group's number
 * @param userName the owner's name, or empty
 * @param groupName the group's name, or empty
 * @param modified the modification time
 * @param linkName the target of a link, or empty
 * @param deviceMajor the major number of a device
 * @param deviceMinor the minor number of a device
 * @param xattrs extended attributes by name, their bytes as Latin-1 text
 * @param size the length of the content as it is to be read
 * @param offset where in the tar the stored content begins
 * @param storedSize how many bytes are stored there
 * @param sparse how they make up the content
 */
public record TarEntry(
        String name,
        char typeFlag,
        long mode,
        long uid,
        long gid,
        String userName,
        String groupName,
        Instant modified,
        String linkName,
        int deviceMajor,
        int deviceMinor,
        Map<String, String> xattrs,
        long size,
        long offset,
        long storedSize,
        SparseMap sparse) {}
