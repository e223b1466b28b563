package dev.dockdash.assertj;

import dev.dockdash.oci.Descriptor;
import dev.dockdash.oci.Digest;
import dev.dockdash.oci.MediaType;
import dev.dockdash.oci.Platform;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Assertions on what one document says about another.
 *
 * <p>Not thread-safe.
 */
public class DescriptorAssert extends AbstractDockdashAssert<DescriptorAssert, Descriptor> {

    DescriptorAssert(@Nullable Descriptor actual, Reporter reporter) {
        this(actual, Context.of("descriptor", actual == null ? null : actual.digest(), reporter));
    }

    DescriptorAssert(@Nullable Descriptor actual, Context context) {
        super(actual, DescriptorAssert.class, context);
    }

    /**
     * Checks the digest of the described bytes.
     *
     * <pre>{@code
     * assertThat(manifest.config()).hasDigest(image.config().digest()); // passes
     * assertThat(manifest.config()).hasDigest(image.digest());          // fails
     * }</pre>
     *
     * @throws AssertionError if it is another
     */
    public DescriptorAssert hasDigest(Digest expected) {
        return check(descriptor -> requireEqual("digest of descriptor", expected, descriptor.digest()));
    }

    /**
     * Checks the digest of the described bytes.
     *
     * <pre>{@code
     * assertThat(descriptor).hasDigest(image.digest().toString()); // passes if it leads to the image
     * assertThat(descriptor).hasDigest(base.digest().toString());  // fails then
     * }</pre>
     *
     * @throws AssertionError if it is another
     * @throws IllegalArgumentException if the text is not a digest
     */
    public DescriptorAssert hasDigest(String expected) {
        return hasDigest(Digest.parse(expected));
    }

    /**
     * Checks the type of the described bytes.
     *
     * <pre>{@code
     * assertThat(manifest.config()).hasMediaType(MediaType.OCI_CONFIG);   // passes
     * assertThat(manifest.config()).hasMediaType(MediaType.OCI_MANIFEST); // fails
     * }</pre>
     *
     * @throws AssertionError if it is another
     */
    public DescriptorAssert hasMediaType(MediaType expected) {
        return check(descriptor -> requireEqual("media type of descriptor", expected, descriptor.mediaType()));
    }

    /**
     * Checks the type of the described bytes.
     *
     * <pre>{@code
     * assertThat(descriptor).hasMediaType("application/vnd.oci.image.manifest.v1+json"); // passes for a manifest
     * assertThat(descriptor).hasMediaType("application/vnd.oci.image.index.v1+json");    // fails for one
     * }</pre>
     *
     * @throws AssertionError if it is another
     * @throws IllegalArgumentException if the text is not a media type
     */
    public DescriptorAssert hasMediaType(String expected) {
        return hasMediaType(MediaType.parse(expected));
    }

    /**
     * Checks the length of the described bytes.
     *
     * <pre>{@code
     * assertThat(manifest.config()).hasSize(1469); // fails for another number of bytes
     * }</pre>
     *
     * @throws AssertionError if it is another
     */
    public DescriptorAssert hasSize(long expected) {
        return check(descriptor -> requireEqual("size in bytes of descriptor", expected, descriptor.size()));
    }

    /**
     * Checks that the described bytes are fewer than so many, as {@code 80MB} (a million bytes each) or {@code 80MiB}.
     *
     * <pre>{@code
     * assertThat(manifest.layers().get(0)).hasSizeLessThan("5MB"); // fails for 5,000,000 bytes
     * }</pre>
     *
     * @throws AssertionError if they are as many or more
     * @throws IllegalArgumentException if the text is no size
     */
    public DescriptorAssert hasSizeLessThan(String size) {
        ByteSize limit = ByteSize.parse(size);
        return check(descriptor -> {
            if (descriptor.size() >= limit.bytes()) {
                throw failure(Message.expecting("size of descriptor to be less than: " + size)
                        .with("actual", ByteSize.show(descriptor.size())));
            }
        });
    }

    /**
     * Checks the platform; {@code linux/arm64} and {@code linux/arm64/v8} are one.
     *
     * <pre>{@code
     * assertThat(index.manifests().get(0)).isFor("linux/amd64"); // fails for linux/arm64, and without a platform
     * }</pre>
     *
     * @throws AssertionError if it is another or none
     * @throws IllegalArgumentException if the text is not a platform
     */
    public DescriptorAssert isFor(String platform) {
        Platform wanted = Platform.parse(platform);
        return check(descriptor -> {
            if (descriptor.platform().filter(found -> found.runs(wanted)).isEmpty()) {
                throw unequal("platform of descriptor", wanted, descriptor.platform(), message -> {});
            }
        });
    }

    /**
     * Checks one annotation.
     *
     * <pre>{@code
     * assertThat(index.manifests().get(0)).hasAnnotation("org.opencontainers.image.ref.name", "1.0"); // passes
     * assertThat(index.manifests().get(0)).hasAnnotation("org.opencontainers.image.ref.name", "2.0"); // fails
     * }</pre>
     *
     * @throws AssertionError if it is not there or has another value
     */
    public DescriptorAssert hasAnnotation(String name, String value) {
        return check(descriptor -> requireEntry("annotation", name, value, descriptor.annotations()));
    }

    /**
     * Checks that there is no annotation of that name.
     *
     * <pre>{@code
     * assertThat(manifest.config()).doesNotHaveAnnotation("team"); // fails if there is team=blue
     * }</pre>
     *
     * @throws AssertionError if there is one, whatever its value
     */
    public DescriptorAssert doesNotHaveAnnotation(String name) {
        return check(descriptor -> requireNoEntry("annotation", name, descriptor.annotations()));
    }

    /**
     * Checks the type of the artifact that is described.
     *
     * <pre>{@code
     * assertThat(referrers.manifests().get(0)).hasArtifactType("application/spdx+json"); // fails for another
     * }</pre>
     *
     * @throws AssertionError if it is another or none
     */
    public DescriptorAssert hasArtifactType(String expected) {
        return check(descriptor ->
                requireEqual("artifact type of descriptor", Optional.of(expected), descriptor.artifactType()));
    }
}
