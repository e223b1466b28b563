/**
 * A registry of the OCI distribution specification that runs inside the JVM, for tests.
 *
 * <p>For any client, of any language, on this machine; with JUnit, {@code @EphemeralRegistry} starts and closes it.
 *
 * <pre>{@code
 * try (EmbeddedRegistry registry = EmbeddedRegistry.start()) {
 *     registry.fail(Fault.status(503).on("GET", "/v2/web/manifests/*").times(2));
 *     run("my-client", registry.hostAndPort() + "/web:1");
 *     List<RecordedRequest> requests = registry.requests();
 * }
 * }</pre>
 *
 * <p>{@link dev.dockdash.testregistry.FaultProxy} breaks the connection to any registry at a byte of your choice.
 *
 * <p>Nothing here uses the registry client of this library: a server that shares code with its client only confirms
 * itself.
 */
@NullMarked
package dev.dockdash.testregistry;

import org.jspecify.annotations.NullMarked;
