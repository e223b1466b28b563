package dev.dockdash.registry;

import dev.dockdash.blob.Blob;
import dev.dockdash.cache.BlobCache;
import dev.dockdash.image.Image;
import dev.dockdash.image.MultiPlatformImage;
import dev.dockdash.oci.Descriptor;
import dev.dockdash.oci.Digest;
import dev.dockdash.oci.ImageIndex;
import dev.dockdash.oci.ImageManifest;
import dev.dockdash.oci.ImageReference;
import dev.dockdash.oci.Platform;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A client of registries: pulls, pushes, copies, derives, lists and deletes.
 *
 * <p>Everything that comes from a registry is checked against its digest and size. Plain HTTP is spoken with registries on
 * the loopback interface, and with those that the builder names. What fails for a reason that passes is tried again, and a
 * transfer that breaks off is taken up where it was. Immutable and safe for use by many threads; there is nothing to close,
 * idle connections close by themselves.
 *
 * <p>Credentials are looked for in this order: what the builder was given; {@code DOCKER_USERNAME} and
 * {@code DOCKER_PASSWORD}, for the registry that {@code DOCKER_REGISTRY} names if it is set; the file that
 * {@code REGISTRY_AUTH_FILE} names; {@code config.json} in the folder that {@code DOCKER_CONFIG} names or in
 * {@code ~/.docker}; {@code containers/auth.json} in {@code XDG_RUNTIME_DIR} and in {@code ~/.config}. Within a file, a
 * helper for the registry comes before the store for all, and that before what is in the file.
 *
 * <p>Every method throws {@link RegistryException} if a registry refuses something, and another {@link IOException} if it
 * cannot be reached, or what it sends is not what it should be.
 *
 * @see <a href="https://github.com/opencontainers/distribution-spec/blob/v1.1.1/spec.md">distribution-spec</a>
 */
public final class RegistryClient {

    private final Session session;

    RegistryClient(Session session) {
        this.session = session;
    }

    /** Returns a client that uses what the environment of the process configures: credentials and proxies. */
    public static RegistryClient create() {
        return builder().build();
    }

    /** Starts a client that differs from {@link #create()} in something. */
    public static RegistryClientBuilder builder() {
        return new RegistryClientBuilder();
    }

    Session session() {
        return session;
    }

    /** Returns a client that gives up sooner, for what need not succeed; a duration of zero is no limit. */
    RegistryClient hurried(RetryPolicy retries, Duration connect, Duration stall, Duration request) {
        Transport transport = session.transport().hurried(retries, connect, stall, request);
        return new RegistryClient(
                new Session(transport, session.uploads(), session.parallelism(), ProgressListener.none()));
    }

    /**
     * Pulls the manifest and config of an image for a platform; its layers are fetched whenever they are opened.
     *
     * @throws IOException if the registry does not have it for that platform, or for the causes that the class names
     */
    public Image pull(ImageReference reference, Platform platform) throws IOException {
        return pull(reference, PullOptions.forPlatform(platform)).image();
    }

    /**
     * Pulls the manifest and config of an image for a platform; its layers are fetched when they are opened first, and
     * kept in the cache.
     *
     * @throws IOException if the registry does not have it for that platform, or for the causes that the class names
     */
    public Image pull(ImageReference reference, Platform platform, BlobCache cache) throws IOException {
        return pull(reference, PullOptions.forPlatform(platform).cache(cache)).image();
    }

    /**
     * Pulls an image as the options say, and tells what the reference led to and who said so.
     *
     * <p>An image that is not in an index is pulled whatever platform it is for.
     *
     * @throws IOException if the registry does not have it for that platform; the message lists the platforms that there
     *     are; or for the causes that the class names
     */
    public PulledImage pull(ImageReference reference, PullOptions options) throws IOException {
        return new Pull(session, reference, options).pull();
    }

    /**
     * Pulls the manifest and config of an image; if the reference leads to an index, the choice is asked which image of it
     * is meant. Layers are fetched when they are opened first, and kept in the cache.
     *
     * @throws IOException if the choice has none, or for the causes that the class names
     */
    public PulledImage pull(ImageReference reference, IndexChoice choice, BlobCache cache) throws IOException {
        PullOptions options = PullOptions.forPlatform(Platform.LINUX_AMD64).cache(cache);
        return new Pull(session, reference, options).pull(choice);
    }

    /**
     * Pushes an image: the blobs that the registry does not have, then the manifest under the reference's tag, or under
     * its digest when it has no tag. Layers that were pulled from the same registry are mounted where it lets them be.
     *
     * @throws IOException if a layer cannot be read, or for the causes that the class names
     * @throws IllegalArgumentException if the reference has a digest that is not the image's
     */
    public PushSummary push(Image image, ImageReference reference) throws IOException {
        String tagOrDigest = tagOrDigest(reference, image.digest());
        return new Push(session, session.repository(reference))
                .add(image)
                .push(ManifestBytes.of(image.manifest()), tagOrDigest);
    }

    /**
     * Pushes images for several platforms: the blobs that the registry does not have, the manifests, and then the index
     * under the reference's tag, or under its digest when it has no tag.
     *
     * @throws IOException if a layer cannot be read, or for the causes that the class names
     * @throws IllegalArgumentException if the reference has a digest that is not the index's
     */
    public PushSummary push(MultiPlatformImage image, ImageReference reference) throws IOException {
        return push(image.index(), image.images(), reference);
    }

    /**
     * Starts a push whose layers are sent while they are built; the caller closes it. Nothing is sent before a layer is
     * built for it.
     */
    public StreamingPush startPush(ImageReference reference) {
        return new StreamingPush(session, reference);
    }

    PushSummary push(ImageIndex index, List<Image> images, ImageReference reference) throws IOException {
        String tagOrDigest = tagOrDigest(reference, index.digest());
        Push push = new Push(session, session.repository(reference));
        images.forEach(push::addChild);
        return push.push(ManifestBytes.of(index), tagOrDigest);
    }

    /**
     * Pushes a manifest of any kind with the blobs that it names; the empty blob {@code {}} need not be given.
     *
     * <p>If it refers to a subject and the registry does not keep referrers itself, the index under the tag that stands in
     * for that is updated. Two clients that do so at once may lose one of the two entries.
     *
     * @throws IOException if a blob cannot be read, or for the causes that the class names
     * @throws IllegalArgumentException if a blob that the manifest names is not given, or the reference has a digest that
     *     is not the manifest's
     */
    public PushSummary pushArtifact(ImageManifest manifest, List<Blob> blobs, ImageReference reference)
            throws IOException {
        String tagOrDigest = tagOrDigest(reference, manifest.digest());
        return new Artifact(session, session.repository(reference), manifest, blobs).push(tagOrDigest);
    }

    static String tagOrDigest(ImageReference reference, Digest digest) {
        if (reference.digest().filter(asked -> !asked.equals(digest)).isPresent()) {
            throw new IllegalArgumentException(
                    "Pushing to " + reference + ": what is pushed has another digest, " + digest);
        }
        return reference.tag().orElseGet(digest::toString);
    }

    /**
     * Copies an image, or an index with all its images, byte for byte. Within a registry blobs are mounted where it lets
     * them be; between registries they stream through and are not kept.
     *
     * @throws IOException for the causes that the class names
     * @throws IllegalArgumentException if the target has a digest that is not the source's
     */
    public PushSummary copy(ImageReference source, ImageReference target) throws IOException {
        return new Copy(session, source, target).copy();
    }

    /**
     * Puts layers and config changes on an image that is in the same registry, for each asked platform, and pushes an
     * index of exactly these. No layer of the base is read or moved: each is in the target's repository already, or is
     * mounted.
     *
     * <p>Because the base is not read, parent directories that the new layers do not name are left out of them, and paths
     * must be those behind the base's symbolic links.
     *
     * @throws IOException if the base is not there for a platform, the registry refuses to mount a layer, or for the
     *     causes that the class names
     * @throws IllegalArgumentException if base and target are in different registries, or the target has a digest
     */
    public PushSummary derive(ImageReference base, Derivation derivation, ImageReference target) throws IOException {
        return new Derive(session, base, derivation, target).derive();
    }

    /**
     * Returns the manifest of an image or artifact.
     *
     * @throws IOException if there is an index instead, or for the causes that the class names
     */
    public ImageManifest manifest(ImageReference reference) throws IOException {
        return fetch(reference).asManifest();
    }

    /**
     * Returns the index of images.
     *
     * @throws IOException if there is a manifest instead, or for the causes that the class names
     */
    public ImageIndex index(ImageReference reference) throws IOException {
        return fetch(reference).asIndex();
    }

    /**
     * Returns the index that a reference leads to, or empty if it leads to a manifest.
     *
     * @throws IOException for the causes that the class names
     */
    public Optional<ImageIndex> findIndex(ImageReference reference) throws IOException {
        ManifestBytes found = fetch(reference);
        return found.isIndex() ? Optional.of(found.asIndex()) : Optional.empty();
    }

    private ManifestBytes fetch(ImageReference reference) throws IOException {
        return new ManifestFetch(session.transport(), session.repository(reference)).fetch(reference);
    }

    /** Returns a blob of a repository, which is fetched whenever it is opened; tag and digest are ignored. */
    public Blob blob(ImageReference repository, Descriptor descriptor) {
        return RemoteBlob.of(session.transport(), session.repository(repository), descriptor, Optional.empty());
    }

    /**
     * Returns the tags of a repository in the registry's order; tag and digest of the reference are ignored.
     *
     * @throws IOException for the causes that the class names
     */
    public List<String> tags(ImageReference repository) throws IOException {
        return new Listing(session).tags(session.repository(repository));
    }

    /**
     * Returns the repositories of a registry in its order; not every registry tells.
     *
     * @throws IOException for the causes that the class names
     * @throws IllegalArgumentException if the registry is not a host with an optional port
     */
    public List<String> repositories(String registry) throws IOException {
        return new Listing(session).repositories(registry);
    }

    /**
     * Returns what refers to a manifest, such as signatures.
     *
     * @throws IOException for the causes that the class names
     */
    public List<Descriptor> referrers(ImageReference subject) throws IOException {
        return referrers(subject, Optional.empty());
    }

    /**
     * Returns what refers to a manifest and is of a type of artifact.
     *
     * @throws IOException for the causes that the class names
     */
    public List<Descriptor> referrers(ImageReference subject, String artifactType) throws IOException {
        return referrers(subject, Optional.of(artifactType));
    }

    private List<Descriptor> referrers(ImageReference subject, Optional<String> artifactType) throws IOException {
        Digest digest = subject.digest().isPresent()
                ? subject.digest().get()
                : fetch(subject).digest();
        return new Referrers(session, session.repository(subject)).list(digest, artifactType);
    }

    /**
     * Deletes a manifest or index with all its tags; blobs stay until the registry collects them.
     *
     * @throws IOException for the causes that the class names
     * @throws IllegalArgumentException if the reference has no digest
     */
    public void deleteManifest(ImageReference reference) throws IOException {
        Digest digest = reference
                .digest()
                .orElseThrow(() -> new IllegalArgumentException("Deleting " + reference
                        + ": expected a digest, because a manifest may have other tags; or delete the tag"));
        new Deletion(session, session.repository(reference)).manifest(digest.toString());
    }

    /**
     * Deletes a tag; what it led to stays.
     *
     * @throws IOException for the causes that the class names
     * @throws IllegalArgumentException if the reference has no tag
     */
    public void deleteTag(ImageReference reference) throws IOException {
        String tag = reference
                .tag()
                .orElseThrow(() -> new IllegalArgumentException("Deleting " + reference + ": expected a tag"));
        new Deletion(session, session.repository(reference)).manifest(tag);
    }

    /**
     * Deletes a blob of a repository; tag and digest of the reference are ignored.
     *
     * @throws IOException for the causes that the class names
     */
    public void deleteBlob(ImageReference repository, Digest digest) throws IOException {
        new Deletion(session, session.repository(repository)).blob(digest);
    }
}
