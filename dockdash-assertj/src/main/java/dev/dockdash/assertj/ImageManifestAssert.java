package dev.dockdash.assertj;

import dev.dockdash.oci.Descriptor;
import dev.dockdash.oci.Digest;
import dev.dockdash.oci.ImageManifest;
import dev.dockdash.oci.MediaType;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Assertions on the manifest of an image.
 *
 * <p>Not thread-safe.
 */
public class ImageManifestAssert extends AbstractDockdashAssert<ImageManifestAssert, ImageManifest> {

    ImageManifestAssert(@Nullable ImageManifest actual, Reporter reporter) {
        this(actual, Context.of("manifest", actual == null ? null : actual.digest(), reporter));
    }

    ImageManifestAssert(@Nullable ImageManifest actual, Context context) {
        super(actual, ImageManifestAssert.class, context);
    }

    /**
     * Checks the digest of the exact bytes.
     *
     * <pre>{@code
     * assertThat(manifest).hasDigest(image.digest());          // passes
     * assertThat(manifest).hasDigest(image.config().digest()); // fails: that is the config's
     * }</pre>
     *
     * @throws AssertionError if it is another
     */
    public ImageManifestAssert hasDigest(Digest expected) {
        return check(manifest -> requireEqual("digest of manifest", expected, manifest.digest()));
    }

    /**
     * Checks the digest of the exact bytes.
     *
     * <pre>{@code
     * assertThat(manifest).hasDigest(image.digest().toString()); // passes for the image of the manifest
     * assertThat(manifest).hasDigest(other.digest().toString()); // fails if one byte differs
     * }</pre>
     *
     * @throws AssertionError if it is another
     * @throws IllegalArgumentException if the text is not a digest
     */
    public ImageManifestAssert hasDigest(String expected) {
        return hasDigest(Digest.parse(expected));
    }

    /**
     * Checks the media type; a manifest that states none has that of an OCI manifest.
     *
     * <pre>{@code
     * assertThat(manifest).hasMediaType(MediaType.OCI_MANIFEST);
     * assertThat(manifest).hasMediaType(MediaType.DOCKER_MANIFEST); // fails for an OCI manifest
     * }</pre>
     *
     * @throws AssertionError if it is another
     */
    public ImageManifestAssert hasMediaType(MediaType expected) {
        return check(manifest -> requireEqual("media type of manifest", expected, manifest.mediaType()));
    }

    /**
     * Checks the media type, as {@link #hasMediaType(MediaType)} does.
     *
     * <pre>{@code
     * assertThat(manifest).hasMediaType("application/vnd.oci.image.manifest.v1+json");
     * assertThat(manifest).hasMediaType("application/json"); // fails for any manifest
     * }</pre>
     *
     * @throws AssertionError if it is another
     * @throws IllegalArgumentException if the text is not a media type
     */
    public ImageManifestAssert hasMediaType(String expected) {
        return hasMediaType(MediaType.parse(expected));
    }

    /**
     * Checks the number of layers.
     *
     * <pre>{@code
     * assertThat(manifest).hasLayerCount(2); // fails for three
     * }</pre>
     *
     * @throws AssertionError if there are more or less
     */
    public ImageManifestAssert hasLayerCount(int expected) {
        return check(manifest -> {
            if (manifest.layers().size() != expected) {
                throw unequal(
                        "number of layers",
                        expected,
                        manifest.layers().size(),
                        message -> message.withEach("layers", texts(layerDigests(manifest))));
            }
        });
    }

    /**
     * Checks the digests of all layers as they are in the registry, base layer first.
     *
     * <pre>{@code
     * assertThat(manifest).hasLayerDigests(base.digest(), app.digest()); // passes
     * assertThat(manifest).hasLayerDigests(app.digest(), base.digest()); // fails: another order
     * }</pre>
     *
     * @throws AssertionError if there are others, more or less, or in another order
     */
    public ImageManifestAssert hasLayerDigests(Digest... expected) {
        return check(manifest -> {
            List<Digest> wanted = List.of(expected);
            List<Digest> found = layerDigests(manifest);
            if (!wanted.equals(found)) {
                throw failure(
                        Message.expecting("digests of layers")
                                .withEach("expected", texts(wanted))
                                .withEach("actual", texts(found)),
                        wanted,
                        found);
            }
        });
    }

    /**
     * Checks the digests of all layers, as {@link #hasLayerDigests(Digest...)} does.
     *
     * <pre>{@code
     * assertThat(manifest).hasLayerDigests(baseDigest, appDigest); // passes if there are exactly these
     * assertThat(manifest).hasLayerDigests(appDigest, baseDigest); // fails: the base is the first
     * }</pre>
     *
     * @throws AssertionError if there are others, more or less, or in another order
     * @throws IllegalArgumentException if a text is not a digest
     */
    public ImageManifestAssert hasLayerDigests(String... expected) {
        return hasLayerDigests(Arrays.stream(expected).map(Digest::parse).toArray(Digest[]::new));
    }

    /**
     * Checks one annotation.
     *
     * <pre>{@code
     * assertThat(manifest).hasAnnotation("team", "blue"); // passes
     * assertThat(manifest).hasAnnotation("team", "red");  // fails
     * }</pre>
     *
     * @throws AssertionError if it is not there or has another value
     */
    public ImageManifestAssert hasAnnotation(String name, String value) {
        return check(manifest -> requireEntry("annotation", name, value, manifest.annotations()));
    }

    /**
     * Checks that there is no annotation of that name.
     *
     * <pre>{@code
     * assertThat(manifest).doesNotHaveAnnotation("team"); // fails if there is team=blue
     * }</pre>
     *
     * @throws AssertionError if there is one, whatever its value
     */
    public ImageManifestAssert doesNotHaveAnnotation(String name) {
        return check(manifest -> requireNoEntry("annotation", name, manifest.annotations()));
    }

    /**
     * Checks that the manifest is of the OCI type.
     *
     * <pre>{@code
     * assertThat(manifest).isOci(); // fails for application/vnd.docker.distribution.manifest.v2+json
     * }</pre>
     *
     * @throws AssertionError if it is of another
     */
    public ImageManifestAssert isOci() {
        return hasMediaType(MediaType.OCI_MANIFEST);
    }

    /**
     * Checks that the manifest is of Docker's type, version 2, schema 2.
     *
     * <pre>{@code
     * assertThat(manifest).isDocker(); // fails for application/vnd.oci.image.manifest.v1+json
     * }</pre>
     *
     * @throws AssertionError if it is of another
     */
    public ImageManifestAssert isDocker() {
        return hasMediaType(MediaType.DOCKER_MANIFEST);
    }

    /**
     * Checks the type of the artifact.
     *
     * <pre>{@code
     * assertThat(manifest).hasArtifactType("application/vnd.cncf.helm.config"); // fails for an image
     * }</pre>
     *
     * @throws AssertionError if it is another or none
     */
    public ImageManifestAssert hasArtifactType(String expected) {
        return check(manifest -> requireEqual("artifact type", Optional.of(expected), manifest.artifactType()));
    }

    /**
     * Checks that the manifest is that of an image, without an artifact type.
     *
     * <pre>{@code
     * assertThat(manifest).hasNoArtifactType(); // fails for a signature
     * }</pre>
     *
     * @throws AssertionError if there is one
     */
    public ImageManifestAssert hasNoArtifactType() {
        return check(manifest -> requireNone("artifact type", manifest.artifactType()));
    }

    /**
     * Checks the manifest that this one refers to.
     *
     * <pre>{@code
     * assertThat(signature).hasSubject(image.digest()); // passes
     * assertThat(image.manifest()).hasSubject(image.digest()); // fails: an image refers to nothing
     * }</pre>
     *
     * @throws AssertionError if it is another or none
     */
    public ImageManifestAssert hasSubject(Digest expected) {
        return check(manifest -> requireEqual(
                "subject", Optional.of(expected), manifest.subject().map(Descriptor::digest)));
    }

    /**
     * Checks that the manifest refers to no other.
     *
     * <pre>{@code
     * assertThat(manifest).hasNoSubject(); // fails for a signature
     * }</pre>
     *
     * @throws AssertionError if it does
     */
    public ImageManifestAssert hasNoSubject() {
        return check(manifest -> requireNone("subject", manifest.subject().map(Descriptor::digest)));
    }

    /**
     * Checks that no layer has to be fetched from elsewhere, as those of Windows had.
     *
     * <pre>{@code
     * assertThat(manifest).hasNoForeignLayers(); // fails for a layer with urls
     * }</pre>
     *
     * @throws AssertionError if one has
     */
    public ImageManifestAssert hasNoForeignLayers() {
        return check(manifest -> {
            List<String> foreign = manifest.layers().stream()
                    .filter(ImageManifestAssert::isForeign)
                    .map(layer -> layer.digest() + " (" + layer.mediaType() + ")")
                    .toList();
            if (!foreign.isEmpty()) {
                throw failure(Message.expecting("no foreign layers").withEach("actual", foreign));
            }
        });
    }

    /** Goes on with the descriptor of the config. */
    @CheckReturnValue
    public DescriptorAssert config() {
        return descriptor("config", ImageManifest::config);
    }

    /** Checks the descriptor of the config and comes back. */
    public ImageManifestAssert config(Consumer<DescriptorAssert> checks) {
        checks.accept(config());
        return myself;
    }

    /**
     * Goes on with the descriptor of a layer.
     *
     * <pre>{@code
     * assertThat(manifest).layer(0).hasDigest(baseLayer.digest()); // passes if the base layer is that
     * assertThat(manifest).layer(9).hasDigest(baseLayer.digest()); // fails for two layers
     * }</pre>
     *
     * @param index its number, counted from the base layer, 0
     * @throws AssertionError if the manifest has no such layer
     * @throws IllegalArgumentException if the number is negative
     */
    @CheckReturnValue
    public DescriptorAssert layer(int index) {
        LayerNumber.require(index);
        return descriptor("layer " + index, manifest -> {
            if (index >= manifest.layers().size()) {
                throw failure(Message.expecting("layer " + index + ", but the manifest does not have it")
                        .withAll("layers", texts(layerDigests(manifest))));
            }
            return manifest.layers().get(index);
        });
    }

    /**
     * Checks the descriptor of a layer and comes back.
     *
     * <pre>{@code
     * assertThat(manifest).layer(0, layer -> layer.hasDigest(baseLayer.digest())); // passes if the base layer is that
     * assertThat(manifest).layer(9, layer -> layer.hasDigest(baseLayer.digest())); // fails for two layers
     * }</pre>
     *
     * @param index its number, counted from the base layer, 0
     * @throws AssertionError if the manifest has no such layer
     * @throws IllegalArgumentException if the number is negative
     */
    public ImageManifestAssert layer(int index, Consumer<DescriptorAssert> checks) {
        checks.accept(layer(index));
        return myself;
    }

    /**
     * Goes on with the descriptor of the manifest that this one refers to.
     *
     * <pre>{@code
     * assertThat(signature).subject().hasDigest(image.digest()); // passes if it is a signature of the image
     * assertThat(manifest).subject().hasDigest(image.digest());  // fails if the manifest refers to none
     * }</pre>
     *
     * @throws AssertionError if there is none
     */
    @CheckReturnValue
    public DescriptorAssert subject() {
        return descriptor(
                "subject",
                manifest -> manifest.subject()
                        .orElseThrow(() -> failure(Message.expecting("a subject, but there is none"))));
    }

    /**
     * Checks the descriptor of the manifest that this one refers to and comes back.
     *
     * <pre>{@code
     * assertThat(signature).subject(it -> it.hasDigest(image.digest())); // passes if it is a signature of the image
     * assertThat(manifest).subject(it -> it.hasDigest(image.digest()));  // fails if the manifest refers to none
     * }</pre>
     *
     * @throws AssertionError if there is none
     */
    public ImageManifestAssert subject(Consumer<DescriptorAssert> checks) {
        checks.accept(subject());
        return myself;
    }

    private DescriptorAssert descriptor(String part, Function<ImageManifest, Descriptor> descriptor) {
        return navigate(
                manifest -> new DescriptorAssert(
                        descriptor.apply(manifest), context().at("descriptor of " + part)),
                unreachable -> new DescriptorAssert(null, unreachable));
    }

    private static boolean isForeign(Descriptor layer) {
        String type = layer.mediaType().value();
        return !layer.urls().isEmpty() || type.contains(".foreign.") || type.contains(".nondistributable.");
    }

    private static List<Digest> layerDigests(ImageManifest manifest) {
        return manifest.layers().stream().map(Descriptor::digest).toList();
    }

    private static List<String> texts(List<Digest> digests) {
        return digests.stream().map(Digest::toString).toList();
    }
}
