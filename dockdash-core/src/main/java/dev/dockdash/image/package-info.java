/** Images: built from layers, derived from a base, and read as one merged filesystem. */
@NullMarked
package dev.dockdash.image;

import org.jspecify.annotations.NullMarked;
