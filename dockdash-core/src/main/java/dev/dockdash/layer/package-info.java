/** Layers: built from files and data, and read entry by entry. */
@NullMarked
package dev.dockdash.layer;

import org.jspecify.annotations.NullMarked;
