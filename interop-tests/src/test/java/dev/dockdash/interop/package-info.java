/** What images and registries are to the tools of others. */
@NullMarked
package dev.dockdash.interop;

import org.jspecify.annotations.NullMarked;
