package dev.dockdash.assertj;

import dev.dockdash.oci.Digest;
import dev.dockdash.oci.ImageConfig;
import dev.dockdash.oci.Platform;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Assertions on the config of an image.
 *
 * <p>A field that is absent and one that is empty are the same, as engines treat them. Messages do not show the value of
 * an environment variable whose name sounds like that of a secret.
 *
 * <p>Not thread-safe.
 */
public class ImageConfigAssert extends AbstractConfigProcessAssert<ImageConfigAssert> {

    ImageConfigAssert(@Nullable ImageConfig actual, Reporter reporter) {
        this(actual, Context.of("config", actual == null ? null : actual.digest(), reporter));
    }

    ImageConfigAssert(@Nullable ImageConfig actual, Context context) {
        super(actual, ImageConfigAssert.class, context);
    }

    /**
     * Checks the digest of the exact bytes, which Docker calls the image id.
     *
     * <pre>{@code
     * assertThat(config).hasDigest(image.manifest().config().digest()); // passes
     * assertThat(config).hasDigest(image.digest());                     // fails: that is the manifest's
     * }</pre>
     *
     * @throws AssertionError if it is another
     */
    public ImageConfigAssert hasDigest(Digest expected) {
        return check(config -> requireEqual("digest of config", expected, config.digest()));
    }

    /**
     * Checks the digest of the exact bytes, which Docker calls the image id.
     *
     * <pre>{@code
     * assertThat(config).hasDigest(idThatDockerShows); // passes for the image that Docker has
     * assertThat(config).hasDigest(otherId);           // fails if one byte differs
     * }</pre>
     *
     * @throws AssertionError if it is another
     * @throws IllegalArgumentException if the text is not a digest
     */
    public ImageConfigAssert hasDigest(String expected) {
        return hasDigest(Digest.parse(expected));
    }

    /**
     * Checks the operating system, in Go's names: {@code linux}.
     *
     * <pre>{@code
     * assertThat(config).hasOs("linux"); // passes
     * assertThat(config).hasOs("Linux"); // fails
     * }</pre>
     *
     * @throws AssertionError if it is another
     */
    public ImageConfigAssert hasOs(String expected) {
        return check(config ->
                requireEqual("operating system", expected, config.platform().os()));
    }

    /**
     * Checks the processor, in Go's names: {@code amd64}, {@code arm64}.
     *
     * <pre>{@code
     * assertThat(config).hasArchitecture("arm64");   // passes
     * assertThat(config).hasArchitecture("aarch64"); // fails
     * }</pre>
     *
     * @throws AssertionError if it is another
     */
    public ImageConfigAssert hasArchitecture(String expected) {
        return check(config ->
                requireEqual("architecture", expected, config.platform().architecture()));
    }

    /**
     * Checks the variant of the processor as it is written.
     *
     * <pre>{@code
     * assertThat(config).hasVariant("v8"); // passes
     * assertThat(config).hasVariant("8");  // fails
     * }</pre>
     *
     * @throws AssertionError if it is another or none
     */
    public ImageConfigAssert hasVariant(String expected) {
        return check(config ->
                requireEqual("variant", Optional.of(expected), config.platform().variant()));
    }

    /**
     * Checks that the image is for a platform; {@code linux/arm64} and {@code linux/arm64/v8} are one.
     *
     * <pre>{@code
     * assertThat(config).isFor("linux/arm64"); // passes for linux/arm64/v8
     * assertThat(config).isFor("linux/amd64"); // fails for it
     * }</pre>
     *
     * @throws AssertionError if it is for another
     * @throws IllegalArgumentException if the text is not a platform
     */
    public ImageConfigAssert isFor(String platform) {
        Platform wanted = Platform.parse(platform);
        return check(config -> {
            if (!config.platform().runs(wanted)) {
                throw unequal("platform", wanted, config.platform(), message -> {});
            }
        });
    }

    /**
     * Checks when the image was created.
     *
     * <pre>{@code
     * assertThat(config).isCreatedAt(Instant.EPOCH);                         // passes for a reproducible build
     * assertThat(config).isCreatedAt(Instant.parse("1980-01-01T00:00:01Z")); // fails, but for buildpacks
     * }</pre>
     *
     * @throws AssertionError if it was at another time, or the config does not tell
     */
    public ImageConfigAssert isCreatedAt(Instant expected) {
        return check(config -> requireEqual("time of creation", Optional.of(expected), config.created()));
    }

    /**
     * Checks that the image was created after a time.
     *
     * <pre>{@code
     * assertThat(config).isCreatedAfter(Instant.EPOCH); // fails for a reproducible build
     * }</pre>
     *
     * @throws AssertionError if it was then or earlier, or the config does not tell
     */
    public ImageConfigAssert isCreatedAfter(Instant time) {
        return check(config -> {
            if (config.created().filter(created -> created.isAfter(time)).isEmpty()) {
                throw failure(Message.expecting("time of creation to be after: " + time)
                        .with("actual", Message.show(config.created())));
            }
        });
    }

    /**
     * Checks who created the image.
     *
     * <pre>{@code
     * assertThat(config).hasAuthor("team blue"); // passes
     * assertThat(config).hasAuthor("Team Blue"); // fails
     * }</pre>
     *
     * @throws AssertionError if it is another or none
     */
    public ImageConfigAssert hasAuthor(String expected) {
        return check(config -> requireEqual("author", Optional.of(expected), config.author()));
    }

    /** Goes on with the history. */
    @CheckReturnValue
    public HistoryAssert history() {
        return navigate(
                config -> new HistoryAssert(
                        config.history(), config.rootFs().diffIds().size(), context()),
                unreachable -> new HistoryAssert(null, 0, unreachable));
    }

    /** Checks the history and comes back. */
    public ImageConfigAssert history(Consumer<HistoryAssert> checks) {
        checks.accept(history());
        return myself;
    }

    /**
     * Goes on with the whole config as JSON, vendor fields included.
     *
     * <pre>{@code
     * assertThat(config).asJson().hasValue("/config/ArgsEscaped", "true");
     * }</pre>
     */
    @CheckReturnValue
    public JsonAssert asJson() {
        return navigate(
                config -> new JsonAssert(config.toString(), "config", context()),
                unreachable -> new JsonAssert(null, "config", unreachable));
    }

    /** Checks the whole config as JSON and comes back. */
    public ImageConfigAssert asJson(Consumer<JsonAssert> checks) {
        checks.accept(asJson());
        return myself;
    }
}
