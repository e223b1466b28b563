/** Work that is shared with other threads; internal to the core. */
@NullMarked
package dev.dockdash.internal.concurrent;

import org.jspecify.annotations.NullMarked;
