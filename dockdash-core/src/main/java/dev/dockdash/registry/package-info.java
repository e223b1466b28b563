/**
 * The client of registries: pulls and pushes images over the distribution API, copies, derives, lists and deletes them.
 *
 * <p>{@link dev.dockdash.Dockdash} pulls and pushes with a client that suits most. One of your own is for credentials in code,
 * own certificate authorities, progress, and for what only the client does:
 *
 * <pre>{@code
 * RegistryClient client = RegistryClient.builder()
 *         .credentials("registry.example.com", Credentials.of("ci", password))
 *         .certificateAuthorities(Path.of("ca.pem"))
 *         .build();
 * client.copy(ImageReference.parse("registry.example.com/web:1"), ImageReference.parse("localhost:5000/web:1"));
 * List<String> tags = client.tags(ImageReference.parse("registry.example.com/web"));
 * }</pre>
 *
 * <p>Without credentials in code those of the environment, of Docker's and Podman's files and of their helpers are used. Plain
 * HTTP is spoken with the loopback interface and with hosts that are named. A refusal is a
 * {@link dev.dockdash.registry.RegistryException}.
 */
@NullMarked
package dev.dockdash.registry;

import org.jspecify.annotations.NullMarked;
