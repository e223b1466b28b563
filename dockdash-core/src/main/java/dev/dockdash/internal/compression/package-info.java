/** Decompression by what the bytes are, not by what they are called; internal to the core. */
@NullMarked
package dev.dockdash.internal.compression;

import org.jspecify.annotations.NullMarked;
