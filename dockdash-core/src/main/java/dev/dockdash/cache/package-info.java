/**
 * The content-addressed store on disk that builds, pulls and test runs share.
 *
 * <p>{@link dev.dockdash.Dockdash#create()} uses that of the user. A cache of its own is for tests that must not find what
 * others left, and for machines on which another folder is kept:
 *
 * <pre>{@code
 * BlobCache cache = BlobCache.at(Path.of("/var/cache/ci/dockdash"), 2L << 30);
 * Dockdash dockdash = Dockdash.builder().cache(cache).build();
 * }</pre>
 *
 * <p>Any number of threads and processes may use one folder. It is an OCI image layout with keys beside it; whatever is
 * damaged in it is dropped and made again.
 */
@NullMarked
package dev.dockdash.cache;

import org.jspecify.annotations.NullMarked;
