package dev.dockdash.assertj;

import dev.dockdash.oci.Descriptor;
import dev.dockdash.oci.Digest;
import dev.dockdash.oci.ImageIndex;
import dev.dockdash.oci.MediaType;
import dev.dockdash.oci.Platform;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Assertions on an index of manifests.
 *
 * <p>Build attestations, which BuildKit puts beside the images as {@code unknown/unknown}, are no images: they do not
 * count as platforms or manifests, and have checks of their own. {@code linux/arm64} and {@code linux/arm64/v8} are one.
 *
 * <p>Not thread-safe.
 */
public class ImageIndexAssert extends AbstractDockdashAssert<ImageIndexAssert, ImageIndex> {

    ImageIndexAssert(@Nullable ImageIndex actual, Reporter reporter) {
        this(actual, Context.of("index", actual == null ? null : actual.digest(), reporter));
    }

    ImageIndexAssert(@Nullable ImageIndex actual, Context context) {
        super(actual, ImageIndexAssert.class, context);
    }

    /**
     * Checks the digest of the exact bytes.
     *
     * <pre>{@code
     * assertThat(index).hasDigest("sha256:9f2c...");                     // passes
     * assertThat(index).hasDigest(index.manifests().get(0).digest());    // fails: that is an image's
     * }</pre>
     *
     * @throws AssertionError if it is another
     */
    public ImageIndexAssert hasDigest(Digest expected) {
        return check(index -> requireEqual("digest of index", expected, index.digest()));
    }

    /**
     * Checks the digest of the exact bytes.
     *
     * <pre>{@code
     * assertThat(index).hasDigest(pushed.digest().toString()); // passes if it is the index that was pushed
     * assertThat(index).hasDigest(image.digest().toString());  // fails: that is one of its images
     * }</pre>
     *
     * @throws AssertionError if it is another
     * @throws IllegalArgumentException if the text is not a digest
     */
    public ImageIndexAssert hasDigest(String expected) {
        return hasDigest(Digest.parse(expected));
    }

    /**
     * Checks the media type; an index that states none has that of an OCI index.
     *
     * <pre>{@code
     * assertThat(index).hasMediaType(MediaType.OCI_INDEX); // fails for a Docker manifest list
     * }</pre>
     *
     * @throws AssertionError if it is another
     */
    public ImageIndexAssert hasMediaType(MediaType expected) {
        return check(index -> requireEqual("media type of index", expected, index.mediaType()));
    }

    /**
     * Checks that there are images for these platforms, perhaps among others.
     *
     * <pre>{@code
     * assertThat(index).hasPlatforms("linux/amd64", "linux/arm64"); // passes
     * assertThat(index).hasPlatforms("windows/amd64");              // fails
     * }</pre>
     *
     * @throws AssertionError if there is none for one of them
     * @throws IllegalArgumentException if a text is not a platform
     */
    public ImageIndexAssert hasPlatforms(String... platforms) {
        List<Platform> wanted = parse(platforms);
        return check(index -> {
            List<Platform> missing = without(wanted, platformsOf(index));
            if (!missing.isEmpty()) {
                throw failure(Message.expecting("platforms to include: " + join(wanted))
                        .withAll("missing", texts(missing))
                        .withAll("actual", texts(platformsOf(index))));
            }
        });
    }

    /**
     * Checks that there are images for these platforms, in any order, and for no others.
     *
     * <pre>{@code
     * assertThat(index).hasExactlyPlatforms("linux/amd64", "linux/arm64"); // passes, also with attestations
     * assertThat(index).hasExactlyPlatforms("linux/amd64");                // fails: there is linux/arm64
     * }</pre>
     *
     * @throws AssertionError if one is missing, or there is one that is not given
     * @throws IllegalArgumentException if a text is not a platform
     */
    public ImageIndexAssert hasExactlyPlatforms(String... platforms) {
        List<Platform> wanted = parse(platforms);
        return check(index -> {
            List<Platform> found = platformsOf(index);
            List<Platform> missing = without(wanted, found);
            List<Platform> unexpected = without(found, wanted);
            if (!missing.isEmpty() || !unexpected.isEmpty()) {
                throw failure(
                        Message.expecting("platforms to be exactly: " + join(wanted))
                                .withAll("missing", texts(missing))
                                .withAll("unexpected", texts(unexpected)),
                        texts(wanted),
                        texts(found));
            }
        });
    }

    /**
     * Checks the number of images, attestations left out.
     *
     * <pre>{@code
     * assertThat(index).hasManifestCount(2); // fails for three images
     * }</pre>
     *
     * @throws AssertionError if there are more or less
     */
    public ImageIndexAssert hasManifestCount(int expected) {
        return check(index -> {
            List<Descriptor> images = Attestations.imagesOf(index);
            if (images.size() != expected) {
                throw unequal(
                        "number of manifests",
                        expected,
                        images.size(),
                        message -> message.withEach("manifests", lines(images)));
            }
        });
    }

    /**
     * Checks one annotation.
     *
     * <pre>{@code
     * assertThat(index).hasAnnotation("team", "blue"); // passes
     * assertThat(index).hasAnnotation("team", "red");  // fails
     * }</pre>
     *
     * @throws AssertionError if it is not there or has another value
     */
    public ImageIndexAssert hasAnnotation(String name, String value) {
        return check(index -> requireEntry("annotation", name, value, index.annotations()));
    }

    /**
     * Checks that there is no annotation of that name.
     *
     * <pre>{@code
     * assertThat(index).doesNotHaveAnnotation("team"); // fails if there is team=blue
     * }</pre>
     *
     * @throws AssertionError if there is one, whatever its value
     */
    public ImageIndexAssert doesNotHaveAnnotation(String name) {
        return check(index -> requireNoEntry("annotation", name, index.annotations()));
    }

    /**
     * Checks that there is a build attestation for the image of a platform.
     *
     * <pre>{@code
     * assertThat(index).hasAttestationFor("linux/amd64"); // fails after docker build --provenance=false
     * }</pre>
     *
     * @throws AssertionError if there is none, or no such image
     * @throws IllegalArgumentException if the text is not a platform
     */
    public ImageIndexAssert hasAttestationFor(String platform) {
        Platform wanted = Platform.parse(platform);
        return check(index -> {
            Digest image = require(index, wanted).digest();
            if (Attestations.of(index).stream().noneMatch(found -> Attestations.isOf(found, image))) {
                throw failure(Message.expecting("an attestation for " + wanted + ", but there is none")
                        .with("image", image.toString())
                        .withAll("attestations", lines(Attestations.of(index))));
            }
        });
    }

    /**
     * Checks that there are no build attestations.
     *
     * <pre>{@code
     * assertThat(index).hasNoAttestations(); // passes after docker build --provenance=false
     * assertThat(index).hasNoAttestations(); // fails without that option
     * }</pre>
     *
     * @throws AssertionError if there is one
     */
    public ImageIndexAssert hasNoAttestations() {
        return check(index -> {
            List<Descriptor> found = Attestations.of(index);
            if (!found.isEmpty()) {
                throw failure(Message.expecting("no attestations").withEach("actual", lines(found)));
            }
        });
    }

    /**
     * Goes on with the descriptor of the image for a platform.
     *
     * <pre>{@code
     * assertThat(index).manifest("linux/arm64").hasDigest(arm.digest()); // passes if that is its image
     * assertThat(index).manifest("linux/s390x").hasDigest(arm.digest()); // fails: there is none for it
     * }</pre>
     *
     * @throws AssertionError if there is none
     * @throws IllegalArgumentException if the text is not a platform
     */
    @CheckReturnValue
    public DescriptorAssert manifest(String platform) {
        Platform wanted = Platform.parse(platform);
        return navigate(
                index -> new DescriptorAssert(require(index, wanted), context().at(wanted.toString())),
                unreachable -> new DescriptorAssert(null, unreachable));
    }

    /**
     * Checks the descriptor of the image for a platform and comes back.
     *
     * <pre>{@code
     * assertThat(index).manifest("linux/arm64", it -> it.hasDigest(arm.digest())); // passes if that is its image
     * assertThat(index).manifest("linux/s390x", it -> it.hasDigest(arm.digest())); // fails: there is none for it
     * }</pre>
     *
     * @throws AssertionError if there is none
     * @throws IllegalArgumentException if the text is not a platform
     */
    public ImageIndexAssert manifest(String platform, Consumer<DescriptorAssert> checks) {
        checks.accept(manifest(platform));
        return myself;
    }

    private Descriptor require(ImageIndex index, Platform wanted) {
        return Attestations.imagesOf(index).stream()
                .filter(image ->
                        image.platform().filter(found -> found.runs(wanted)).isPresent())
                .findFirst()
                .orElseThrow(() -> failure(Message.expecting("an image for " + wanted + ", but there is none")
                        .withAll("platforms", texts(platformsOf(index)))));
    }

    private static List<Platform> platformsOf(ImageIndex index) {
        return Attestations.imagesOf(index).stream()
                .map(Descriptor::platform)
                .flatMap(Optional::stream)
                .toList();
    }

    private static List<Platform> parse(String... platforms) {
        return Arrays.stream(platforms).map(Platform::parse).toList();
    }

    private static List<Platform> without(List<Platform> platforms, List<Platform> others) {
        return platforms.stream()
                .filter(platform -> others.stream().noneMatch(other -> other.runs(platform)))
                .toList();
    }

    private static String join(List<Platform> platforms) {
        return String.join(", ", texts(platforms));
    }

    private static List<String> texts(List<Platform> platforms) {
        return platforms.stream().map(Platform::toString).toList();
    }

    private static List<String> lines(List<Descriptor> descriptors) {
        return descriptors.stream()
                .map(found -> found.digest()
                        + found.platform()
                                .map(platform -> " (" + platform + ")")
                                .orElse(""))
                .toList();
    }
}
