/** The content-addressed store on disk that builds, pulls and test runs share. */
@NullMarked
package dev.dockdash.cache;

import org.jspecify.annotations.NullMarked;
