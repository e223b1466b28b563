/** A small HTTP/1.1 server for registries inside the JVM; internal to the core. */
@NullMarked
package dev.dockdash.internal.http;

import org.jspecify.annotations.NullMarked;
