/** Bytes to JSON and back, bounded and strict; internal to the core. */
@NullMarked
package dev.dockdash.internal.json;

import org.jspecify.annotations.NullMarked;
