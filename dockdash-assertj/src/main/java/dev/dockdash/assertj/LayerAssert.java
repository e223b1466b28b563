package dev.dockdash.assertj;

import dev.dockdash.layer.Compression;
import dev.dockdash.layer.Layer;
import dev.dockdash.oci.Digest;
import dev.dockdash.oci.MediaType;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Assertions on one layer as it is, before it is merged with others.
 *
 * <p>Entries are compared by canonical path: {@code x}, {@code ./x} and {@code x/} are {@code /x}. Whiteouts are entries
 * like others: {@code /etc/.wh.passwd}. Checks of entries end in an {@link java.io.UncheckedIOException} if the layer
 * cannot be read or does not have its digest, size or diffID.
 *
 * <p>Not thread-safe.
 */
public class LayerAssert extends AbstractLayerEntriesAssert<LayerAssert> {

    LayerAssert(@Nullable Layer actual, Reporter reporter) {
        this(actual, Context.of("layer", actual == null ? null : actual.digest(), reporter));
    }

    LayerAssert(@Nullable Layer actual, Context context) {
        super(actual, LayerAssert.class, context);
    }

    /**
     * Checks the digest of the compressed bytes.
     *
     * <pre>{@code
     * assertThat(layer).hasDigest(layer.digest()); // passes
     * assertThat(layer).hasDigest(layer.diffId()); // fails: that is the tar's
     * }</pre>
     *
     * @throws AssertionError if it is another
     */
    public LayerAssert hasDigest(Digest expected) {
        return check(layer -> requireEqual("digest of layer", expected, layer.digest()));
    }

    /**
     * Checks the digest of the compressed bytes.
     *
     * <pre>{@code
     * assertThat(layer).hasDigest(digestInTheManifest); // passes for the layer of the manifest
     * assertThat(layer).hasDigest(diffIdInTheConfig);   // fails if the layer is compressed
     * }</pre>
     *
     * @throws AssertionError if it is another
     * @throws IllegalArgumentException if the text is not a digest
     */
    public LayerAssert hasDigest(String expected) {
        return hasDigest(Digest.parse(expected));
    }

    /**
     * Checks the digest of the uncompressed tar.
     *
     * <pre>{@code
     * assertThat(layer).hasDiffId(layer.diffId()); // passes
     * assertThat(layer).hasDiffId(layer.digest()); // fails: that is the blob's
     * }</pre>
     *
     * @throws AssertionError if it is another
     */
    public LayerAssert hasDiffId(Digest expected) {
        return check(layer -> requireEqual("diffID of layer", expected, layer.diffId()));
    }

    /**
     * Checks the digest of the uncompressed tar.
     *
     * <pre>{@code
     * assertThat(layer).hasDiffId(diffIdInTheConfig);   // passes for the layer of the config
     * assertThat(layer).hasDiffId(digestInTheManifest); // fails if the layer is compressed
     * }</pre>
     *
     * @throws AssertionError if it is another
     * @throws IllegalArgumentException if the text is not a digest
     */
    public LayerAssert hasDiffId(String expected) {
        return hasDiffId(Digest.parse(expected));
    }

    /**
     * Checks the media type that the manifest states; what the bytes are is for {@link #isGzip} and its like to say.
     *
     * <pre>{@code
     * assertThat(layer).hasMediaType(MediaType.OCI_LAYER_ZSTD); // passes
     * assertThat(layer).hasMediaType(MediaType.OCI_LAYER_GZIP); // fails
     * }</pre>
     *
     * @throws AssertionError if it is another
     */
    public LayerAssert hasMediaType(MediaType expected) {
        return check(layer -> requireEqual("media type of layer", expected, layer.mediaType()));
    }

    /**
     * Checks the media type that the manifest states, as {@link #hasMediaType(MediaType)} does.
     *
     * <pre>{@code
     * assertThat(layer).hasMediaType("application/vnd.oci.image.layer.v1.tar+zstd"); // passes for zstd
     * assertThat(layer).hasMediaType("application/vnd.oci.image.layer.v1.tar");      // fails for it
     * }</pre>
     *
     * @throws AssertionError if it is another
     * @throws IllegalArgumentException if the text is not a media type
     */
    public LayerAssert hasMediaType(String expected) {
        return hasMediaType(MediaType.parse(expected));
    }

    /**
     * Checks that the bytes are zstd, whatever the media type says.
     *
     * <pre>{@code
     * assertThat(layer).isZstd(); // fails for gzip
     * }</pre>
     *
     * @throws AssertionError if they are not
     * @throws java.io.UncheckedIOException if they cannot be had
     */
    public LayerAssert isZstd() {
        return isCompressed(Compression.ZSTD);
    }

    /**
     * Checks that the bytes are gzip, whatever the media type says.
     *
     * <pre>{@code
     * assertThat(layer).isGzip(); // fails for zstd
     * }</pre>
     *
     * @throws AssertionError if they are not
     * @throws java.io.UncheckedIOException if they cannot be had
     */
    public LayerAssert isGzip() {
        return isCompressed(Compression.GZIP);
    }

    /**
     * Checks that the bytes are neither zstd nor gzip, whatever the media type says.
     *
     * <pre>{@code
     * assertThat(layer).isUncompressed(); // fails for zstd
     * }</pre>
     *
     * @throws AssertionError if they are one of them
     * @throws java.io.UncheckedIOException if they cannot be had
     */
    public LayerAssert isUncompressed() {
        return isCompressed(Compression.NONE);
    }

    /**
     * Checks that the compressed bytes are fewer than so many, as {@code 80MB} (a million bytes each) or {@code 80MiB}.
     *
     * <pre>{@code
     * assertThat(layer).hasCompressedSizeLessThan("5MB"); // fails for 5,000,000 bytes
     * }</pre>
     *
     * @throws AssertionError if they are as many or more
     * @throws IllegalArgumentException if the text is no size
     */
    public LayerAssert hasCompressedSizeLessThan(String size) {
        ByteSize limit = ByteSize.parse(size);
        return check(layer -> {
            if (layer.size() >= limit.bytes()) {
                throw failure(Message.expecting("compressed size of layer to be less than: " + size)
                        .with("actual", ByteSize.show(layer.size())));
            }
        });
    }

    private LayerAssert isCompressed(Compression expected) {
        return check(layer -> {
            Compression found = reading("layer " + layer.digest(), () -> LayerBytes.compression(layer));
            if (found != expected) {
                throw unequal(
                        "compression of layer",
                        name(expected),
                        name(found),
                        message -> message.with("media type", layer.mediaType().toString()));
            }
        });
    }

    private static String name(Compression compression) {
        return compression.name().toLowerCase(Locale.ROOT);
    }
}
