package dev.dockdash.layer;

import java.time.Instant;
import java.util.Map;
import java.util.Objects;

/**
 * What a layer says about an entry besides its type.
 *
 * @param mode permissions with setuid, setgid and sticky, without type bits
 * @param uid the owner's number
 * @param gid the group's number
 * @param userName the owner's name, empty when it is not given
 * @param groupName the group's name, empty when it is not given
 * @param modified the modification time
 * @param xattrs extended attributes by name, their bytes as Latin-1 text
 */
public record EntryMetadata(
        int mode, long uid, long gid, String userName, String groupName, Instant modified, Map<String, String> xattrs) {

    /** Creates metadata. */
    public EntryMetadata {
        Objects.requireNonNull(userName, "userName");
        Objects.requireNonNull(groupName, "groupName");
        Objects.requireNonNull(modified, "modified");
        xattrs = Map.copyOf(xattrs);
    }
}
