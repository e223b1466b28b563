/** Sized bytes that are named by their digest and can be opened again. */
@NullMarked
package dev.dockdash.blob;

import org.jspecify.annotations.NullMarked;
