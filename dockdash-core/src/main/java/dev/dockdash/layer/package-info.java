/**
 * Layers: built from files and data, and read entry by entry.
 *
 * <p>{@link dev.dockdash.Dockdash#layer()} starts one. The same entries give the same bytes on every machine; a layer whose
 * files did not change is found in the cache without reading them.
 *
 * <pre>{@code
 * Layer app = dockdash.layer()
 *         .directory(Path.of("target/app"), "/app")
 *         .data("/etc/app.conf", "port = 8080\n")
 *         .emptyDirectory("/var/lib/app", EntryAttributes.DEFAULT.owner(1000, 1000))
 *         .compression(Compression.GZIP)
 *         .build();
 * }</pre>
 *
 * <p>The entries of a layer are what this layer says, with its whiteouts. What an image looks like from inside is
 * {@link dev.dockdash.image.ImageFilesystem}.
 */
@NullMarked
package dev.dockdash.layer;

import org.jspecify.annotations.NullMarked;
