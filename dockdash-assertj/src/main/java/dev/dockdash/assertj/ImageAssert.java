package dev.dockdash.assertj;

import dev.dockdash.image.Image;
import dev.dockdash.image.ImageFilesystem;
import dev.dockdash.image.ImageHandle;
import dev.dockdash.oci.Digest;
import dev.dockdash.oci.Platform;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Assertions on an image, and the way to those on its parts.
 *
 * <p>Each part is had in two ways: {@code config()} goes on with the config, and {@code config(c -> ...)} comes back to
 * the image. Layers are read when the first check needs them, and once for each {@link Image}.
 *
 * <p>Not thread-safe.
 */
public class ImageAssert extends AbstractImageLayersAssert<ImageAssert> {

    private final Optional<Digest> ofReference;

    ImageAssert(@Nullable Image actual, Reporter reporter) {
        super(actual, ImageAssert.class, Context.of(actual, reporter));
        this.ofReference = Optional.empty();
    }

    ImageAssert(@Nullable ImageHandle actual, Reporter reporter) {
        super(actual == null ? null : actual.image(), ImageAssert.class, Context.of(actual, reporter));
        this.ofReference = Optional.ofNullable(actual).map(ImageHandle::digest);
    }

    ImageAssert(@Nullable LoadedImage actual, Reporter reporter) {
        super(actual == null ? null : actual.image(), ImageAssert.class, Context.of(actual, reporter));
        this.ofReference = Optional.empty();
    }

    /**
     * Checks the digest that the reference leads to, which is that of the manifest if there is no reference.
     *
     * <pre>{@code
     * assertThat(image).hasDigest(image.digest());          // passes
     * assertThat(image).hasDigest(image.config().digest()); // fails: that is the image id
     * }</pre>
     *
     * @throws AssertionError if it is another
     */
    public ImageAssert hasDigest(Digest expected) {
        return check(image -> requireEqual("digest", expected, ofReference.orElse(image.digest())));
    }

    /**
     * Checks the digest, as {@link #hasDigest(Digest)} does.
     *
     * <pre>{@code
     * assertThat(image).hasDigest(digestOfTheLastBuild); // passes if the build is reproducible
     * assertThat(image).hasDigest(digestOfTheBase);      // fails if anything was added
     * }</pre>
     *
     * @throws AssertionError if it is another
     * @throws IllegalArgumentException if the text is not a digest
     */
    public ImageAssert hasDigest(String expected) {
        return hasDigest(Digest.parse(expected));
    }

    /**
     * Checks that the image is for a platform; {@code linux/arm64} and {@code linux/arm64/v8} are one.
     *
     * <pre>{@code
     * assertThat(image).isFor(Platform.parse("linux/amd64"));
     * assertThat(image).isFor(Platform.parse("linux/arm64")); // fails for linux/amd64
     * }</pre>
     *
     * @throws AssertionError if the config names another platform
     */
    public ImageAssert isFor(Platform expected) {
        return check(image -> {
            Platform platform = image.config().platform();
            if (!platform.runs(expected)) {
                throw unequal("platform", expected, platform, message -> {});
            }
        });
    }

    /**
     * Checks that the image is for a platform such as {@code linux/amd64}, as {@link #isFor(Platform)} does.
     *
     * <pre>{@code
     * assertThat(image).isFor("linux/amd64");
     * assertThat(image).isFor("linux/arm64"); // fails for linux/amd64
     * }</pre>
     *
     * @throws AssertionError if the config names another platform
     * @throws IllegalArgumentException if the text is not a platform
     */
    public ImageAssert isFor(String expected) {
        return isFor(Platform.parse(expected));
    }

    /**
     * Checks that the reference leads to an index, of which this is one image.
     *
     * <pre>{@code
     * assertThat(web).isIndex(); // fails for an image that was pushed alone
     * }</pre>
     *
     * @throws AssertionError if it leads to the manifest of this image
     * @throws IllegalStateException if the image came without a reference
     */
    public ImageAssert isIndex() {
        return check(image -> requireKind(image, true, "an index"));
    }

    /**
     * Checks that the reference leads to the manifest of this image and not to an index.
     *
     * <pre>{@code
     * assertThat(web).isSingleManifest(); // fails for an image of several platforms
     * }</pre>
     *
     * @throws AssertionError if it leads to an index
     * @throws IllegalStateException if the image came without a reference
     */
    public ImageAssert isSingleManifest() {
        return check(image -> requireKind(image, false, "a single manifest"));
    }

    private void requireKind(Image image, boolean index, String expected) {
        String reference = context().requireReference();
        Digest found = ofReference.orElse(image.digest());
        if (found.equals(image.digest()) == index) {
            throw failure(Message.expecting(reference + " to lead to " + expected)
                    .with("leads to", found.toString())
                    .with("manifest", image.digest().toString()));
        }
    }

    /**
     * Checks the digest of the config, which Docker calls the image id.
     *
     * <pre>{@code
     * assertThat(image).hasImageId(image.config().digest()); // passes
     * assertThat(image).hasImageId(image.digest());          // fails: that is the manifest's
     * }</pre>
     *
     * @throws AssertionError if it is another
     */
    public ImageAssert hasImageId(Digest expected) {
        return check(image -> requireEqual("image id", expected, image.config().digest()));
    }

    /** Goes on with the config. */
    @CheckReturnValue
    public ImageConfigAssert config() {
        return navigate(
                image -> new ImageConfigAssert(image.config(), context()),
                unreachable -> new ImageConfigAssert(null, unreachable));
    }

    /** Checks the config and comes back. */
    public ImageAssert config(Consumer<ImageConfigAssert> checks) {
        checks.accept(config());
        return myself;
    }

    /** Goes on with the manifest. */
    @CheckReturnValue
    public ImageManifestAssert manifest() {
        return navigate(
                image -> new ImageManifestAssert(image.manifest(), context()),
                unreachable -> new ImageManifestAssert(null, unreachable));
    }

    /** Checks the manifest and comes back. */
    public ImageAssert manifest(Consumer<ImageManifestAssert> checks) {
        checks.accept(manifest());
        return myself;
    }

    /** Goes on with the history. */
    @CheckReturnValue
    public HistoryAssert history() {
        return navigate(
                image -> new HistoryAssert(
                        image.config().history(), image.layers().size(), context()),
                unreachable -> new HistoryAssert(null, 0, unreachable));
    }

    /** Checks the history and comes back. */
    public ImageAssert history(Consumer<HistoryAssert> checks) {
        checks.accept(history());
        return myself;
    }

    /**
     * Goes on with the merged filesystem.
     *
     * @throws java.io.UncheckedIOException if a layer cannot be read
     */
    @CheckReturnValue
    public ImageFilesystemAssert filesystem() {
        return navigate(
                image -> new ImageFilesystemAssert(filesystemOf(image), context()),
                unreachable -> new ImageFilesystemAssert(null, unreachable));
    }

    /**
     * Checks the merged filesystem and comes back.
     *
     * @throws java.io.UncheckedIOException if a layer cannot be read
     */
    public ImageAssert filesystem(Consumer<ImageFilesystemAssert> checks) {
        checks.accept(filesystem());
        return myself;
    }

    /**
     * Goes on with what is at a path of the merged filesystem; that there is something is for the next check to ask.
     *
     * @throws java.io.UncheckedIOException if a layer cannot be read
     * @throws IllegalArgumentException if the path is empty
     */
    @CheckReturnValue
    public ImageFileAssert file(String path) {
        return filesystem().file(path);
    }

    /**
     * Checks what is at a path of the merged filesystem and comes back.
     *
     * @throws java.io.UncheckedIOException if a layer cannot be read
     * @throws IllegalArgumentException if the path is empty
     */
    public ImageAssert file(String path, Consumer<ImageFileAssert> checks) {
        checks.accept(file(path));
        return myself;
    }

    /**
     * Goes on with a directory of the merged filesystem; that there is one is for the next check to ask.
     *
     * @throws java.io.UncheckedIOException if a layer cannot be read
     * @throws IllegalArgumentException if the path is empty
     */
    @CheckReturnValue
    public ImageDirectoryAssert directory(String path) {
        return filesystem().directory(path);
    }

    /**
     * Checks a directory of the merged filesystem and comes back.
     *
     * @throws java.io.UncheckedIOException if a layer cannot be read
     * @throws IllegalArgumentException if the path is empty
     */
    public ImageAssert directory(String path, Consumer<ImageDirectoryAssert> checks) {
        checks.accept(directory(path));
        return myself;
    }

    /**
     * Checks that the directories of a base are as they were, as {@link ImageFilesystemAssert#preservesDirectoriesOf} does.
     *
     * <pre>{@code
     * assertThat(image).preservesDirectoriesOf(base); // passes if /tmp is 1777 as in the base
     * assertThat(image).preservesDirectoriesOf(base); // fails if a layer has made it 0755
     * }</pre>
     *
     * @throws AssertionError if one is not
     * @throws java.io.UncheckedIOException if a layer cannot be read
     */
    public ImageAssert preservesDirectoriesOf(Image base) {
        return filesystem(filesystem -> filesystem.preservesDirectoriesOf(base));
    }

    private ImageFilesystem filesystemOf(Image image) {
        return reading("the filesystem", image::filesystem);
    }
}
