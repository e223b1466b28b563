/** Streams that are read in blocks; internal to the core. */
@NullMarked
package dev.dockdash.internal.io;

import org.jspecify.annotations.NullMarked;
