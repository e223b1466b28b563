/**
 * Sized bytes that are named by their digest and can be opened again, wherever they are: in memory, in a file, in a registry.
 *
 * <p>Layers and configs are blobs. Most users meet them only as {@link dev.dockdash.layer.Layer#blob}; those who move bytes
 * themselves make them with {@link dev.dockdash.blob.Blob#of(byte[])}:
 *
 * <pre>{@code
 * Blob blob = Blob.of("hello".getBytes(UTF_8));
 * try (InputStream in = blob.open()) {
 *     in.transferTo(out);
 * }
 * }</pre>
 *
 * <p>What is read is checked against digest and size on the way; bytes that do not match are an error.
 */
@NullMarked
package dev.dockdash.blob;

import org.jspecify.annotations.NullMarked;
