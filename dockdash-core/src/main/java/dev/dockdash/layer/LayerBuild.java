package dev.dockdash.layer;

import java.time.Duration;
import java.util.Objects;

/**
 * How a layer came to be.
 *
 * @param source where its blob came from
 * @param entries how many entries it has
 * @param tarSize the length of its uncompressed tar in bytes
 * @param size the length of its blob in bytes
 * @param duration how long it took, from the look at the sources to the finished blob
 */
public record LayerBuild(Source source, int entries, long tarSize, long size, Duration duration) {

    /** Creates a record of a build. */
    public LayerBuild {
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(duration, "duration");
    }

    /** Where a blob came from. */
    public enum Source {
        /** The cache: no source has changed, so none was read. */
        CACHED_INPUTS,
        /** The cache: the sources were read and make the same tar, so nothing was compressed or written. */
        CACHED_CONTENT,
        /** The remote cache: the sources were read and make the tar that its blob was checked to have. */
        REMOTE_CONTENT,
        /** It was written. */
        WRITTEN
    }
}
