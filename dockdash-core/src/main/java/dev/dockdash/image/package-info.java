/**
 * Images: built from layers, derived from a base, and read as one merged filesystem.
 *
 * <pre>{@code
 * Image image = Image.from(dockdash.pull("debian:12"))
 *         .layer(app)
 *         .entrypoint("/app/serve")
 *         .env("LANG", "C.UTF-8")
 *         .build();
 * FileEntry tmp = image.filesystem().find("/tmp").orElseThrow(); // mode 01777, as in the base
 * }</pre>
 *
 * <p>An image is immutable. Manifest and config are in memory, layers are opened when they are needed.
 * {@link dev.dockdash.image.MultiPlatformImage} puts images for several platforms under one index, and
 * {@link dev.dockdash.image.ImageValidator} recomputes what an image says of itself.
 */
@NullMarked
package dev.dockdash.image;

import org.jspecify.annotations.NullMarked;
