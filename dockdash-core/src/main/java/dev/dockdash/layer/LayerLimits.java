package dev.dockdash.layer;

/**
 * How much a layer may ask of whoever reads it, because a stranger may have written it: what goes beyond is an error, in
 * bounded memory and time.
 *
 * @param bytes how many bytes the tar may have, and its files together with the holes of sparse ones
 * @param ratio how many bytes each compressed byte may become
 * @param bytesOfAnyRatio how many bytes the tar may have before the ratio counts
 * @param entries how many entries there may be
 * @param depth how many names a path may have
 * @param nameLength how many bytes of UTF-8 a name may have
 * @param pathLength how many bytes of UTF-8 a path or the target of a link may have
 * @param headerSize how many bytes an extended header may have, such as one with extended attributes
 * @param totalHeaderSize how many bytes the paths, link targets, names of owners and extended attributes of all entries may
 *     have
 * @param windowLog the base-2 logarithm of the memory in bytes that a zstd stream may ask for
 */
public record LayerLimits(
        long bytes,
        long ratio,
        long bytesOfAnyRatio,
        int entries,
        int depth,
        int nameLength,
        int pathLength,
        int headerSize,
        long totalHeaderSize,
        int windowLog) {

    /**
     * What every layer of a real image keeps: 128 GiB, 200 bytes for each one beyond 5 GiB, 2,000,000 entries, 2,048
     * names of 255 bytes in a path of 16 KiB, extended headers of 1 MiB and of 256 MiB together, and zstd with a window
     * of 128 MiB.
     */
    public static final LayerLimits DEFAULT =
            new LayerLimits(128L << 30, 200, 5L << 30, 2_000_000, 2048, 255, 16 << 10, 1 << 20, 256L << 20, 27);

    private static final int MIN_WINDOW_LOG = 10;
    private static final int MAX_WINDOW_LOG = 31;

    /**
     * Creates limits.
     *
     * @throws IllegalArgumentException if one is not positive, or no zstd stream has such a window
     */
    public LayerLimits {
        long least = Math.min(Math.min(bytes, ratio), Math.min(bytesOfAnyRatio, totalHeaderSize));
        int leastCount = Math.min(Math.min(entries, depth), Math.min(nameLength, Math.min(pathLength, headerSize)));
        if (least < 1 || leastCount < 1) {
            throw new IllegalArgumentException("Invalid limits of a layer: expected positive numbers only");
        }
        if (windowLog < MIN_WINDOW_LOG || windowLog > MAX_WINDOW_LOG) {
            throw new IllegalArgumentException("Invalid limits of a layer: a zstd window of 2^" + windowLog
                    + " bytes; expected an exponent from " + MIN_WINDOW_LOG + " to " + MAX_WINDOW_LOG);
        }
    }

    /** Returns these limits with that many bytes for the tar and its files. */
    public LayerLimits bytes(long newBytes) {
        return new LayerLimits(
                newBytes,
                ratio,
                bytesOfAnyRatio,
                entries,
                depth,
                nameLength,
                pathLength,
                headerSize,
                totalHeaderSize,
                windowLog);
    }

    /** Returns these limits with that many bytes for each compressed byte, counted from a number of bytes on. */
    public LayerLimits ratio(long newRatio, long newBytesOfAnyRatio) {
        return new LayerLimits(
                bytes,
                newRatio,
                newBytesOfAnyRatio,
                entries,
                depth,
                nameLength,
                pathLength,
                headerSize,
                totalHeaderSize,
                windowLog);
    }

    /** Returns these limits with that many entries. */
    public LayerLimits entries(int newEntries) {
        return new LayerLimits(
                bytes,
                ratio,
                bytesOfAnyRatio,
                newEntries,
                depth,
                nameLength,
                pathLength,
                headerSize,
                totalHeaderSize,
                windowLog);
    }

    /** Returns these limits with that many names in a path, of so many bytes each and together. */
    public LayerLimits paths(int newDepth, int newNameLength, int newPathLength) {
        return new LayerLimits(
                bytes,
                ratio,
                bytesOfAnyRatio,
                entries,
                newDepth,
                newNameLength,
                newPathLength,
                headerSize,
                totalHeaderSize,
                windowLog);
    }

    /** Returns these limits with that many bytes for one extended header, and for all that headers say. */
    public LayerLimits headers(int newHeaderSize, long newTotalHeaderSize) {
        return new LayerLimits(
                bytes,
                ratio,
                bytesOfAnyRatio,
                entries,
                depth,
                nameLength,
                pathLength,
                newHeaderSize,
                newTotalHeaderSize,
                windowLog);
    }

    /** Returns these limits with that base-2 logarithm of the memory that a zstd stream may ask for. */
    public LayerLimits windowLog(int newWindowLog) {
        return new LayerLimits(
                bytes,
                ratio,
                bytesOfAnyRatio,
                entries,
                depth,
                nameLength,
                pathLength,
                headerSize,
                totalHeaderSize,
                newWindowLog);
    }
}
