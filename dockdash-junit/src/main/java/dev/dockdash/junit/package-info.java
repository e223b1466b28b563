/**
 * JUnit Jupiter annotations that build an image from test resources, push it to a registry inside the JVM and inject its
 * reference.
 *
 * <p>{@link dev.dockdash.junit.BuildImage} is all that a test class needs; {@link dev.dockdash.junit.EphemeralRegistry}
 * gives it a registry of its own, and {@link dev.dockdash.junit.DockdashExtension} does both in code. Works with JUnit
 * 5.12 and later, in parallel too: what tests share is immutable.
 *
 * <pre>{@code
 * @BuildImage(value = "images/web", entrypoint = "/app/serve")
 * class WebTest {
 *     @Test
 *     void deploys(PushedImage web, TestRegistry registry) {
 *         deployer.deploy(web.reference()); // localhost:41233/web:3f9ac2d41b7e
 *     }
 * }
 * }</pre>
 *
 * <p>Configuration parameters of JUnit, which may be system properties, or else environment variables choose what
 * annotations leave open:
 *
 * <table>
 * <caption>Configuration</caption>
 * <tr><th>parameter</th><th>variable</th><th>value</th></tr>
 * <tr><td>dockdash.compression</td><td>DOCKDASH_COMPRESSION</td><td>zstd (default), gzip, none</td></tr>
 * <tr><td>dockdash.platform</td><td>DOCKDASH_PLATFORM</td><td>linux/amd64 (default), another platform, host</td></tr>
 * <tr><td>dockdash.cache.remote</td><td>DOCKDASH_CACHE_REMOTE</td>
 * <td>repository of a registry in which layers are looked for; none by default</td></tr>
 * <tr><td>dockdash.cache.remote.write</td><td>DOCKDASH_CACHE_REMOTE_WRITE</td>
 * <td>true to put new layers there; false by default</td></tr>
 * <tr><td>dockdash.registry.type</td><td>DOCKDASH_REGISTRY_TYPE</td>
 * <td>embedded (default), container, external</td></tr>
 * <tr><td>dockdash.registry.image</td><td>DOCKDASH_REGISTRY_IMAGE</td><td>registry:2 (default), another image</td></tr>
 * <tr><td>dockdash.registry.startup-timeout</td><td>DOCKDASH_REGISTRY_STARTUP_TIMEOUT</td>
 * <td>30s (default), a number with ms, s or m</td></tr>
 * <tr><td>dockdash.registry.host</td><td>DOCKDASH_REGISTRY_HOST</td>
 * <td>host and port of the external registry</td></tr>
 * <tr><td>dockdash.without-docker</td><td>DOCKDASH_WITHOUT_DOCKER</td>
 * <td>fail or skip tests that need Docker; as annotations say without it</td></tr>
 * <tr><td>dockdash.keep-on-failure</td><td>DOCKDASH_KEEP_ON_FAILURE</td>
 * <td>true to write the images of failed tests to the build folder; false by default</td></tr>
 * <tr><td>dockdash.report</td><td>DOCKDASH_REPORT</td>
 * <td>on-failure to write a page to look into the images of failed tests to the build folder, with
 * {@code dockdash-assertj} on the class path; never by default</td></tr>
 * </table>
 *
 * <p>An unknown name fails the tests, with the right ones in the message. JUnit does not tell which parameters a build or
 * launcher gives to it directly; among those, only names that are close to a right one are noticed.
 */
@NullMarked
package dev.dockdash.junit;

import org.jspecify.annotations.NullMarked;
