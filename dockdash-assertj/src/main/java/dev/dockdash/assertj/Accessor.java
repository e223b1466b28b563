package dev.dockdash.assertj;

/** Whom the bits of a mode are for. */
public enum Accessor {
    /** The owner. */
    OWNER(0100),
    /** The members of the group. */
    GROUP(0010),
    /** All others. */
    OTHER(0001),
    /** One of these three, whichever. */
    ANY(0111);

    private final int executeBits;

    Accessor(int executeBits) {
        this.executeBits = executeBits;
    }

    boolean mayExecute(int mode) {
        return (mode & executeBits) != 0;
    }
}
