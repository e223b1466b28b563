package dev.dockdash.layer;

import java.time.Instant;
import java.util.Collections;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Mode, owner, time and extended attributes that entries of a layer shall have; immutable.
 *
 * <p>Without a mode, files get 0644, or 0755 when their source is executable, and directories 0755. The owner is 0:0 and
 * the time the epoch unless given, so that layers are reproducible.
 */
public final class EntryAttributes {

    /** Nothing asked for: modes by type, owner 0:0, time the epoch. */
    public static final EntryAttributes DEFAULT =
            new EntryAttributes(OptionalInt.empty(), 0, 0, Instant.EPOCH, Collections.emptySortedMap());

    private static final int MODE_BITS = 07777;

    private final OptionalInt mode;
    private final long uid;
    private final long gid;
    private final Instant modified;
    private final SortedMap<String, byte[]> xattrs;

    private EntryAttributes(OptionalInt mode, long uid, long gid, Instant modified, SortedMap<String, byte[]> xattrs) {
        this.mode = mode;
        this.uid = uid;
        this.gid = gid;
        this.modified = modified;
        this.xattrs = xattrs;
    }

    /**
     * Returns these attributes with that mode: permissions, setuid, setgid and sticky, such as {@code 0755}.
     *
     * @throws IllegalArgumentException if the mode has other bits than the lowest twelve
     */
    public EntryAttributes mode(int newMode) {
        if ((newMode & ~MODE_BITS) != 0) {
            throw new IllegalArgumentException(
                    "Invalid mode 0" + Integer.toOctalString(newMode) + ": expected at most 07777");
        }
        return new EntryAttributes(OptionalInt.of(newMode), uid, gid, modified, xattrs);
    }

    /**
     * Returns these attributes with that owner and group.
     *
     * @throws IllegalArgumentException if a number is negative
     */
    public EntryAttributes owner(long newUid, long newGid) {
        if (newUid < 0 || newGid < 0) {
            throw new IllegalArgumentException(
                    "Invalid owner " + newUid + ":" + newGid + ": expected numbers from 0 on");
        }
        return new EntryAttributes(mode, newUid, newGid, modified, xattrs);
    }

    /** Returns these attributes with that modification time. */
    public EntryAttributes modified(Instant time) {
        return new EntryAttributes(mode, uid, gid, time, xattrs);
    }

    /**
     * Returns these attributes with one more extended attribute, such as {@code user.origin}; the value is copied.
     *
     * @throws IllegalArgumentException if the name is empty or holds {@code =} or NUL
     */
    public EntryAttributes xattr(String name, byte[] value) {
        if (name.isEmpty() || name.indexOf('=') >= 0 || name.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("Invalid name \"" + name + "\" of an extended attribute");
        }
        SortedMap<String, byte[]> more = new TreeMap<>(xattrs);
        more.put(name, value.clone());
        return new EntryAttributes(mode, uid, gid, modified, Collections.unmodifiableSortedMap(more));
    }

    int modeOr(int absent) {
        return mode.orElse(absent);
    }

    boolean hasMode() {
        return mode.isPresent();
    }

    long uid() {
        return uid;
    }

    long gid() {
        return gid;
    }

    Instant modified() {
        return modified;
    }

    SortedMap<String, byte[]> xattrs() {
        return xattrs;
    }
}
