/**
 * Values of the OCI image and distribution specifications: digests, descriptors, manifests, configs and references.
 * Nothing here does I/O; everything is immutable and safe for use by many threads.
 */
@NullMarked
package dev.dockdash.oci;

import org.jspecify.annotations.NullMarked;
