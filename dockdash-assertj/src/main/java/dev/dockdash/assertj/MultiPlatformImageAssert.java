package dev.dockdash.assertj;

import dev.dockdash.image.Image;
import dev.dockdash.image.MultiPlatformImage;
import dev.dockdash.oci.Digest;
import dev.dockdash.oci.Platform;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Assertions on images for several platforms under one index.
 *
 * <p>Not thread-safe.
 */
public class MultiPlatformImageAssert extends AbstractDockdashAssert<MultiPlatformImageAssert, MultiPlatformImage> {

    MultiPlatformImageAssert(@Nullable MultiPlatformImage actual, Reporter reporter) {
        super(
                actual,
                MultiPlatformImageAssert.class,
                Context.of("index", actual == null ? null : actual.digest(), reporter));
    }

    /**
     * Checks the digest of the index.
     *
     * <pre>{@code
     * assertThat(images).hasDigest(images.index().digest());           // passes
     * assertThat(images).hasDigest(images.images().get(0).digest());   // fails: that is an image's
     * }</pre>
     *
     * @throws AssertionError if it is another
     */
    public MultiPlatformImageAssert hasDigest(Digest expected) {
        return check(images -> requireEqual("digest", expected, images.digest()));
    }

    /**
     * Checks that there are images for these platforms, in any order, and for no others.
     *
     * <pre>{@code
     * assertThat(images).hasExactlyPlatforms("linux/amd64", "linux/arm64"); // fails if there is linux/s390x too
     * }</pre>
     *
     * @throws AssertionError if one is missing, or there is one that is not given
     * @throws IllegalArgumentException if a text is not a platform
     */
    public MultiPlatformImageAssert hasExactlyPlatforms(String... platforms) {
        return index(index -> index.hasExactlyPlatforms(platforms));
    }

    /** Goes on with the index. */
    @CheckReturnValue
    public ImageIndexAssert index() {
        return navigate(
                images -> new ImageIndexAssert(images.index(), context()),
                unreachable -> new ImageIndexAssert(null, unreachable));
    }

    /** Checks the index and comes back. */
    public MultiPlatformImageAssert index(Consumer<ImageIndexAssert> checks) {
        checks.accept(index());
        return myself;
    }

    /**
     * Goes on with the image for a platform.
     *
     * <pre>{@code
     * assertThat(images).platform("linux/arm64").hasLayerCount(2); // passes if its image has two layers
     * assertThat(images).platform("linux/s390x").hasLayerCount(2); // fails: there is none for it
     * }</pre>
     *
     * @throws AssertionError if there is none
     * @throws IllegalArgumentException if the text is not a platform
     */
    @CheckReturnValue
    public ImageAssert platform(String platform) {
        Platform wanted = Platform.parse(platform);
        return navigate(
                images -> image(require(images, wanted)),
                unreachable -> new ImageAssert((Image) null, unreachable.reporter()));
    }

    /**
     * Checks the image for a platform and comes back.
     *
     * <pre>{@code
     * assertThat(images).platform("linux/arm64", image -> image.hasLayerCount(2)); // passes if it has two layers
     * assertThat(images).platform("linux/s390x", image -> image.hasLayerCount(2)); // fails: there is none for it
     * }</pre>
     *
     * @throws AssertionError if there is none
     * @throws IllegalArgumentException if the text is not a platform
     */
    public MultiPlatformImageAssert platform(String platform, Consumer<ImageAssert> checks) {
        checks.accept(platform(platform));
        return myself;
    }

    /**
     * Checks each image, in the order of the index.
     *
     * <pre>{@code
     * assertThat(images).eachPlatform(image -> image.config().hasUser("1000"));
     * }</pre>
     */
    public MultiPlatformImageAssert eachPlatform(Consumer<ImageAssert> checks) {
        reach(MultiPlatformImage::images)
                .ifPresent(all -> all.forEach(image -> checks.accept(inheriting(image(image)))));
        return myself;
    }

    private ImageAssert image(Image image) {
        return new ImageAssert(image, context().reporter());
    }

    private Image require(MultiPlatformImage images, Platform wanted) {
        return images.image(wanted)
                .orElseThrow(() -> failure(Message.expecting("an image for " + wanted + ", but there is none")
                        .withAll(
                                "platforms",
                                images.index().platforms().stream()
                                        .map(Platform::toString)
                                        .toList())));
    }
}
