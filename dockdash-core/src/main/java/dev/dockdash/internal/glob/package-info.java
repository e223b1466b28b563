/** Globs over paths with slashes, the same on every platform; internal to the core. */
@NullMarked
package dev.dockdash.internal.glob;

import org.jspecify.annotations.NullMarked;
