/**
 * Images as files: OCI layouts, OCI archives, and the tar of {@code docker save} and {@code docker load}.
 *
 * <pre>{@code
 * Image image = ImageSource.of(Path.of("target/jib-image.tar")).load();
 * OciArchive.write(image, Path.of("target/image.oci.tar"));
 * DockerArchive.write(image, Path.of("target/image.tar"), "web:1"); // docker load -i target/image.tar
 * }</pre>
 *
 * <p>Writing: the same image always gives the same bytes. Everything is streamed, checked against its digests on the way,
 * and appears whole under its name or not at all.
 *
 * <p>Reading: {@link dev.dockdash.archive.ImageSource} reads an image from any of them, from a registry and from the Docker
 * daemon, whoever made it.
 */
@NullMarked
package dev.dockdash.archive;

import org.jspecify.annotations.NullMarked;
