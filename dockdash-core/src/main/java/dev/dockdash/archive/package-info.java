/**
 * Images as files: OCI layouts, OCI archives, and the tar that {@code docker load} reads.
 *
 * <p>The same image always gives the same bytes. Everything is streamed, checked against its digests on the way, and
 * appears whole under its name or not at all.
 */
@NullMarked
package dev.dockdash.archive;

import org.jspecify.annotations.NullMarked;
