/** The client of registries: pulls and pushes images over the distribution API. */
@NullMarked
package dev.dockdash.registry;

import org.jspecify.annotations.NullMarked;
