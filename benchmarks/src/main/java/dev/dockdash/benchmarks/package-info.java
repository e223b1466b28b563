/** Measures how fast layers are built, beside the machine's limit and peers. */
@NullMarked
package dev.dockdash.benchmarks;

import org.jspecify.annotations.NullMarked;
