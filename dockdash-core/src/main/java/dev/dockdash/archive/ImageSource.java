package dev.dockdash.archive;

import dev.dockdash.cache.BlobCache;
import dev.dockdash.image.Image;
import dev.dockdash.image.MultiPlatformImage;
import dev.dockdash.layer.LayerLimits;
import dev.dockdash.oci.ImageReference;
import dev.dockdash.oci.Platform;
import dev.dockdash.registry.RegistryClient;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Where an image is read from, whoever made it: a file, a directory, a registry, the Docker daemon, or this program.
 *
 * <pre>{@code
 * Image image = ImageSource.of(Path.of("image.tar")).tag("web:1").platform("linux/arm64").load();
 * }</pre>
 *
 * <p>A source that has several images must be told which one by {@link #tag} and {@link #platform}; nothing is guessed, and
 * the error lists the choices. Manifest and config of an image are verified and had at once, its layers when they are asked
 * for, verified whenever they are read. Nothing that a source says is trusted: whatever is damaged, points outside or asks
 * for too much is an {@link IOException}.
 *
 * <p>Archives that are not compressed are read where they lie: only their headers at first, then only what is asked for.
 * The file must stay where it is for as long as the image is used. What cannot be read in place, a compressed archive or
 * what the Docker daemon sends, goes to the {@linkplain #cache cache} first, which owns it and keeps it for at least as long
 * as this JVM runs.
 *
 * <p>What {@code docker save} writes may have no manifest. Such an image gets an OCI manifest that is made from the archive:
 * it names the config byte by byte and the layers as they lie there, mostly uncompressed. Its digest is the same whenever
 * the archive is, but no registry knows it; {@link dev.dockdash.oci.ImageConfig#digest() the digest of the config} is the
 * one that Docker shows.
 *
 * <p>Immutable and safe for use by many threads. Nothing is opened before {@link #load}, and there is nothing to close.
 */
public final class ImageSource {

    private final Origin origin;
    private final Choice choice;
    private final @Nullable BlobCache cache;
    private final LayerLimits limits;

    private ImageSource(Origin origin, Choice choice, @Nullable BlobCache cache, LayerLimits limits) {
        this.origin = origin;
        this.choice = choice;
        this.cache = cache;
        this.limits = limits;
    }

    private ImageSource(Origin origin) {
        this(origin, Choice.NONE, null, LayerLimits.DEFAULT);
    }

    /**
     * Returns the source in a file or directory: an OCI layout, an OCI archive or what {@code docker save} writes. The
     * latter two are tars, which may be compressed with gzip or zstd, or directories into which such a tar was unpacked.
     *
     * <p>Which it is, is told from the content, never from the name: {@code index.json} is that of a layout, also without
     * {@code oci-layout} beside it, and {@code manifest.json} that of {@code docker save}. Where there are both, the layout
     * counts, and the other only for an image that the layout lacks. In a directory, blobs that are named by their digest
     * may be symbolic links to anywhere; other files must lie in it.
     */
    public static ImageSource of(Path file) {
        return new ImageSource(new FileOrigin(Objects.requireNonNull(file, "file")));
    }

    /** Returns a source of an image that is here already. */
    public static ImageSource of(Image image) {
        return new ImageSource(LiveOrigin.of(image));
    }

    /** Returns a source of images for several platforms that are here already. */
    public static ImageSource of(MultiPlatformImage image) {
        return new ImageSource(LiveOrigin.of(image));
    }

    /**
     * Returns a source in a registry; its layers are fetched into the {@linkplain #cache cache} when they are opened.
     *
     * <p>{@link #tag} replaces the tag of the reference, or its digest, and must be a tag or a digest here.
     *
     * @throws IllegalArgumentException if the reference is not one
     */
    public static ImageSource registry(RegistryClient client, String reference) {
        Objects.requireNonNull(client, "client");
        return new ImageSource(new RegistryOrigin(client, ImageReference.parse(reference)));
    }

    /**
     * Returns an image of the Docker daemon that {@code DOCKER_HOST} names, or that listens at one of the usual sockets.
     *
     * @param reference its name, such as {@code web:1}, or its ID with {@code sha256:} before it
     * @throws IllegalArgumentException if the reference is neither, or {@code DOCKER_HOST} names a daemon that cannot be
     *     asked
     */
    public static ImageSource daemon(String reference) {
        return daemon(DockerDaemon.ofEnvironment(), reference);
    }

    /**
     * Returns an image of a Docker daemon.
     *
     * @param reference its name, such as {@code web:1}, or its ID with {@code sha256:} before it
     * @throws IllegalArgumentException if the reference is neither
     */
    public static ImageSource daemon(DockerDaemon daemon, String reference) {
        return new ImageSource(
                new DaemonOrigin(Objects.requireNonNull(daemon, "daemon"), DaemonOrigin.name(reference)));
    }

    /**
     * Returns this source with that image of it chosen.
     *
     * <p>A name in the source that is exactly this one comes first. Else references are meant that are the same in full,
     * such as {@code web} and {@code docker.io/library/web:latest}, or that have this tag.
     *
     * @param tag a tag, a reference, or the digest of a manifest, or of an index that does not lie in another
     * @throws IllegalArgumentException if the tag is blank
     */
    public ImageSource tag(String tag) {
        return new ImageSource(origin, choice.withTag(tag), cache, limits);
    }

    /**
     * Returns this source with the image chosen that runs best on a platform, as
     * {@link dev.dockdash.oci.ImageIndex#find} has it; an image that does not run there is an error, also if it is the only
     * one.
     */
    public ImageSource platform(Platform platform) {
        return new ImageSource(origin, choice.withPlatform(platform), cache, limits);
    }

    /**
     * Returns this source with the image chosen that runs best on a platform.
     *
     * @param platform such as {@code linux/arm64}
     * @throws IllegalArgumentException if it is not a platform
     */
    public ImageSource platform(String platform) {
        return platform(Platform.parse(platform));
    }

    /**
     * Returns this source with a cache for what must be unpacked or fetched, and for what is found out about layers: the
     * user's unless this is called.
     */
    public ImageSource cache(BlobCache newCache) {
        return new ImageSource(origin, choice, Objects.requireNonNull(newCache, "cache"), limits);
    }

    /**
     * Returns this source with other limits for its layers, of which those for bytes hold for a compressed archive, and for
     * what a daemon sends, too. An image that is here already keeps its own.
     */
    public ImageSource within(LayerLimits newLimits) {
        return new ImageSource(origin, choice, cache, newLimits);
    }

    /**
     * Reads the image: its manifest and config now, its layers when they are asked for. A layer that the source lacks,
     * such as a foreign one, is an error only when it is opened.
     *
     * @throws IOException if the source cannot be had; is not one of the documented forms or damaged; has not exactly one
     *     image of the chosen tag and platform; or the image is not what its digests say
     */
    public Image load() throws IOException {
        BlobCache chosen = cache;
        return origin.load(new Reading(choice, chosen == null ? BlobCache.ofUser() : chosen, limits));
    }

    /** Returns where the image is read from, and what was chosen. */
    @Override
    public String toString() {
        return origin
                + choice.tag().map(tag -> " " + tag).orElse("")
                + choice.platform().map(platform -> " for " + platform).orElse("");
    }
}
