/**
 * AssertJ assertions on images: manifest, config, layers and the merged filesystem.
 *
 * <p>Start with {@link dev.dockdash.assertj.DockdashAssertions#assertThat(dev.dockdash.image.Image)}, or with
 * {@link dev.dockdash.assertj.DockdashSoftAssertions} to see every failure of a test at once.
 */
@NullMarked
package dev.dockdash.assertj;

import org.jspecify.annotations.NullMarked;
