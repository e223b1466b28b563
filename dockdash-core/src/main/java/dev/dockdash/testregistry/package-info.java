/**
 * A registry of the OCI distribution specification that runs inside the JVM, for tests.
 *
 * <p>Nothing here uses the registry client of this library: a server that shares code with its client only confirms
 * itself.
 */
@NullMarked
package dev.dockdash.testregistry;

import org.jspecify.annotations.NullMarked;
