/**
 * AssertJ assertions on images: manifest, config, layers and the merged filesystem.
 *
 * <p>Start with {@link dev.dockdash.assertj.DockdashAssertions#assertThat(dev.dockdash.image.Image)}, or with
 * {@link dev.dockdash.assertj.DockdashSoftAssertions} to see every failure of a test at once.
 * {@link dev.dockdash.assertj.ImageReport} shows an image as a page of HTML; with the system property {@code
 * dockdash.report} set to {@code on-failure}, an assertion that fails writes one.
 */
@NullMarked
package dev.dockdash.assertj;

import org.jspecify.annotations.NullMarked;
