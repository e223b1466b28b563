package dev.dockdash.registry;

/**
 * Hears how far an operation is.
 *
 * <p>It is called by several threads, one at a time for each operation, and should return at once.
 */
@FunctionalInterface
public interface ProgressListener {

    /** Hears that something was moved, or that more is to be moved than was known. */
    void changed(Progress progress);

    /** Returns a listener that does nothing. */
    static ProgressListener none() {
        return progress -> {};
    }

    /**
     * Returns a listener that draws a line on standard error when that is a terminal, and otherwise logs to
     * {@link System.Logger} when an operation ends.
     */
    static ProgressListener console() {
        return Terminal.isThere() ? new ProgressLine(System.err) : new ProgressLog();
    }
}
