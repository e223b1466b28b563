package dev.dockdash.assertj;

import dev.dockdash.oci.Descriptor;
import dev.dockdash.oci.Digest;
import dev.dockdash.oci.ImageManifest;
import dev.dockdash.oci.MediaType;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
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
     * @throws AssertionError if it is another
     */
    public ImageManifestAssert hasDigest(Digest expected) {
        return check(manifest -> requireEqual("digest of manifest", expected, manifest.digest()));
    }

    /**
     * Checks the digest of the exact bytes.
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
     * @throws AssertionError if it is another
     * @throws IllegalArgumentException if the text is not a media type
     */
    public ImageManifestAssert hasMediaType(String expected) {
        return hasMediaType(MediaType.parse(expected));
    }

    /**
     * Checks the number of layers.
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
     * @throws AssertionError if there are others, more or less, or in another order
     * @throws IllegalArgumentException if a text is not a digest
     */
    public ImageManifestAssert hasLayerDigests(String... expected) {
        return hasLayerDigests(Arrays.stream(expected).map(Digest::parse).toArray(Digest[]::new));
    }

    /**
     * Checks one annotation.
     *
     * @throws AssertionError if it is not there or has another value
     */
    public ImageManifestAssert hasAnnotation(String name, String value) {
        return check(manifest -> {
            Optional<String> found = Optional.ofNullable(manifest.annotations().get(name));
            if (!found.equals(Optional.of(value))) {
                throw unequal(
                        "annotation " + name,
                        value,
                        found,
                        message -> message.withAll("all", manifest.annotations().keySet()));
            }
        });
    }

    /**
     * Checks that there is no annotation of that name.
     *
     * @throws AssertionError if there is one, whatever its value
     */
    public ImageManifestAssert doesNotHaveAnnotation(String name) {
        return check(manifest -> {
            String found = manifest.annotations().get(name);
            if (found != null) {
                throw failure(Message.expecting("no annotation " + name).with("actual", Message.show(found)));
            }
        });
    }

    private static List<Digest> layerDigests(ImageManifest manifest) {
        return manifest.layers().stream().map(Descriptor::digest).toList();
    }

    private static List<String> texts(List<Digest> digests) {
        return digests.stream().map(Digest::toString).toList();
    }
}
