/**
 * Values of the OCI image and distribution specifications: digests, descriptors, manifests, configs and references.
 * Nothing here does I/O; everything is immutable and safe for use by many threads.
 *
 * <p>They are what {@link dev.dockdash.image.Image} and the registry client are asked with and answer with. Each parses its
 * text, and writes it again:
 *
 * <pre>{@code
 * ImageReference reference = ImageReference.parse("localhost:5000/team/web:1");
 * reference.registry(); // localhost:5000
 * Platform platform = Platform.parse("linux/arm64/v8");
 * String command = image.config().entrypoint().toString();
 * }</pre>
 *
 * <p>Manifests and configs keep the bytes that they were read from, so that their digest stays what it was.
 */
@NullMarked
package dev.dockdash.oci;

import org.jspecify.annotations.NullMarked;
