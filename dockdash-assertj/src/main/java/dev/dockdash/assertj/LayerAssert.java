package dev.dockdash.assertj;

import dev.dockdash.layer.Compression;
import dev.dockdash.layer.Layer;
import dev.dockdash.oci.Digest;
import dev.dockdash.oci.MediaType;
import java.io.IOException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
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
public class LayerAssert extends AbstractDockdashAssert<LayerAssert, Layer> {

    LayerAssert(@Nullable Layer actual, Reporter reporter) {
        this(actual, Context.of("layer", actual == null ? null : actual.digest(), reporter));
    }

    LayerAssert(@Nullable Layer actual, Context context) {
        super(actual, LayerAssert.class, context);
    }

    /**
     * Checks the digest of the compressed bytes.
     *
     * @throws AssertionError if it is another
     */
    public LayerAssert hasDigest(Digest expected) {
        return check(layer -> requireEqual("digest of layer", expected, layer.digest()));
    }

    /**
     * Checks the digest of the compressed bytes.
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
     * @throws AssertionError if it is another
     */
    public LayerAssert hasDiffId(Digest expected) {
        return check(layer -> requireEqual("diffID of layer", expected, layer.diffId()));
    }

    /**
     * Checks the digest of the uncompressed tar.
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
     * @throws AssertionError if it is another
     */
    public LayerAssert hasMediaType(MediaType expected) {
        return check(layer -> requireEqual("media type of layer", expected, layer.mediaType()));
    }

    /**
     * Checks the media type that the manifest states, as {@link #hasMediaType(MediaType)} does.
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
     * @throws AssertionError if they are not
     * @throws java.io.UncheckedIOException if they cannot be had
     */
    public LayerAssert isZstd() {
        return isCompressed(Compression.ZSTD);
    }

    /**
     * Checks that the bytes are gzip, whatever the media type says.
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
     * @throws AssertionError if they are one of them
     * @throws java.io.UncheckedIOException if they cannot be had
     */
    public LayerAssert isUncompressed() {
        return isCompressed(Compression.NONE);
    }

    /**
     * Checks that the layer has entries at all of these paths.
     *
     * <pre>{@code
     * assertThat(layer).containsEntries("/app/serve", "etc/app.conf"); // passes if both are there
     * }</pre>
     *
     * @throws AssertionError if one is missing
     * @throws IllegalArgumentException if a path is empty or none is given
     */
    public LayerAssert containsEntries(String... paths) {
        Set<String> wanted = canonical(paths);
        return check(layer -> {
            Set<String> entries = entriesOf(layer);
            Set<String> missing = without(wanted, entries);
            if (!missing.isEmpty()) {
                throw failure(Message.expecting("entries of layer to include: " + String.join(", ", wanted))
                        .withAll("missing", missing)
                        .withAll("entries", entries));
            }
        });
    }

    /**
     * Checks that the layer has entries at these paths and nowhere else; directories count, also those that were made up
     * because something lies in them.
     *
     * <pre>{@code
     * Layer layer = Layer.builder(cache).data("/app/version", "1").build();
     * assertThat(layer).containsOnlyEntries("/app", "/app/version"); // passes
     * assertThat(layer).containsOnlyEntries("/app/version");         // fails: /app is there too
     * }</pre>
     *
     * @throws AssertionError if one is missing, or one is there that is not given
     * @throws IllegalArgumentException if a path is empty or none is given
     */
    public LayerAssert containsOnlyEntries(String... paths) {
        Set<String> wanted = canonical(paths);
        return check(layer -> {
            Set<String> entries = entriesOf(layer);
            if (!entries.equals(wanted)) {
                throw failure(
                        Message.expecting("entries of layer to be exactly: " + String.join(", ", wanted))
                                .withAll("missing", without(wanted, entries))
                                .withAll("unexpected", without(entries, wanted)),
                        String.join("\n", wanted),
                        String.join("\n", entries));
            }
        });
    }

    /**
     * Checks that the layer has no entry at this path.
     *
     * @throws AssertionError if it has one
     * @throws IllegalArgumentException if the path is empty
     */
    public LayerAssert doesNotContainEntry(String path) {
        String unwanted = CanonicalPath.of(path);
        return check(layer -> {
            Set<String> entries = entriesOf(layer);
            if (entries.contains(unwanted)) {
                throw failure(
                        Message.expecting("no entry of layer at: " + unwanted).withAll("entries", entries));
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

    private Set<String> entriesOf(Layer layer) {
        return reading("layer " + layer.digest(), () -> canonicalEntries(layer));
    }

    private static Set<String> canonicalEntries(Layer layer) throws IOException {
        return layer.entries().stream()
                .map(entry -> CanonicalPath.ofEntry(entry.path()))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> canonical(String... paths) {
        if (paths.length == 0) {
            throw new IllegalArgumentException("Invalid entries: expected at least one path");
        }
        return Arrays.stream(paths).map(CanonicalPath::of).collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> without(Set<String> paths, Set<String> others) {
        Set<String> rest = new TreeSet<>(paths);
        others.forEach(rest::remove);
        return rest;
    }

    private static String name(Compression compression) {
        return compression.name().toLowerCase(Locale.ROOT);
    }
}
