/** Tar headers out, hardened tar in; internal to the core. */
@NullMarked
package dev.dockdash.internal.tar;

import org.jspecify.annotations.NullMarked;
