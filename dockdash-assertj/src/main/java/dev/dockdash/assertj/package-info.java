/**
 * AssertJ assertions on images: manifest, config, layers and the merged filesystem.
 *
 * <p>Start with {@link dev.dockdash.assertj.DockdashAssertions#assertThat(dev.dockdash.image.Image)}, whose static import
 * replaces that of AssertJ, or with {@link dev.dockdash.assertj.DockdashSoftAssertions} to see every failure of a test at
 * once.
 *
 * <pre>{@code
 * assertThat(ImageSource.of(Path.of("target/jib-image.tar")))
 *         .isValid()
 *         .config(c -> c.hasUser("1000").exposesOnlyPorts("8080/tcp"))
 *         .hasNoSecrets()
 *         .file("/app/serve")
 *         .hasMode(0755);
 * }</pre>
 *
 * <p>What takes a consumer returns to the image; what does not, as {@code file(path)}, goes on there. A failure names the
 * image, what was expected and found, the layer that did it, and what comes closest.
 *
 * <p>{@link dev.dockdash.assertj.ImageReport} shows an image as a page of HTML; with the system property {@code
 * dockdash.report} set to {@code on-failure}, an assertion that fails writes one.
 */
@NullMarked
package dev.dockdash.assertj;

import org.jspecify.annotations.NullMarked;
